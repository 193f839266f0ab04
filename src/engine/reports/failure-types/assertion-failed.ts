import { comparedInText } from './compared-in-text.ts'
import type { FailureAnalyser } from './failure-analyser.ts'

const CLASSES =
  /Assertion|AssertError|ComparisonFailure|ConditionNotSatisfied|PowerAssert|MultipleFailuresError|SpockAssert|SnapshotMismatch|ERR_ASSERTION/i

const WORDS =
  /^assert |^E {7}assert |\bassert(?:ion)?\b|expect\(|\bexpected\b|Expected|toMatch|should (?:be|equal|have)|did not (?:raise|throw)|DID NOT (?:RAISE|WARN)|[Ss]napshot|promise (?:resolved|rejected) "/i

export const assertionFailed = {
  type: 'assertion_failed',
  description: 'The test looked at what it got and it was not what it expects.',
  isThrown: (exception, { text, expected, actual }) =>
    CLASSES.test(exception) ||
    // pytest.fail(), but not pytest's own advice about a plugin that is missing
    (exception === 'Failed' && !/not natively supported/.test(text)) ||
    (/^(?:Error|Failure|)$/.test(exception) && Boolean(expected) && Boolean(actual)),
  isSaid: () => false,
  patterns: [],
  read: ({ text }) => comparedInText(text),
} satisfies FailureAnalyser

/** Words such as 'expected' occur in all kinds of messages: they count only if the message names no exception class. */
export function speaksOfExpectations(text: string): boolean {
  return CLASSES.test(text) || WORDS.test(text)
}
