import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { FailureAnalyser } from './failure-analyser.ts'
import { readPatterns, type TextPattern } from './text-pattern.ts'

const CLASSES =
  /^(?:WantedButNotInvoked|TooManyActualInvocations|TooFewActualInvocations|NeverWantedButInvoked|NoInteractionsWanted|ArgumentsAreDifferent|VerificationInOrderFailure|UnnecessaryStubbingException|UnfinishedStubbingException|PotentialStubbingProblem|TooManyInvocationsError|TooFewInvocationsError|InvalidSpecError|MockitoException|MissingMethodInvocationException|ExpectationError)$/

/** What only mock libraries say: unittest.mock, Jest, Vitest, sinon, Mockito. */
const WORDS: readonly RegExp[] = [
  /toHaveBeen(?:Called|LastCalled|NthCalled)|toHave(?:Nth|Last)?Returned|jest\.fn\(\)|\[?mock function/i,
  /expected (?:\d+\w\w |last )?"[^"\n]+"(?: call)? to (?:not )?(?:be|have|have been|return)\b ?(?:called|returned|with|been called)?/i,
  /expected (?:mock|spy|stub|call) |expected call not found|Calls not found\.|call not found$|in its call list, found/im,
  /Expected (?:'[^']*'|\w+) to (?:not )?(?:have been|be) (?:called|awaited)|Expected '[^']*' to (?:not )?have been|Expected (?:mock|call|await): |not called\.|Awaited \d+ times/i,
  /expected [\w$.]+ to (?:not )?(?:have been|be) (?:always |never )?(?:called|calledWith|thrown)|sinon|but was called (?:once|twice|thrice|\d+ times)/i,
  /Actual (?:call|not called)|Wanted but not invoked|But was \d+ times?/i,
  /No "[^"]+" export is defined on the "[^"]+" mock|does not have the attribute|^(?:AttributeError: )?(?:Magic|Async|NonCallable)?Mock object has no attribute/im,
  /is not a spy or a call to a spy|must be a mock or spy function|is not a valid assertion\. Use a spec|Attributes cannot start with 'assert/i,
  /Cannot (?:spy|stub)|spyOn\b|Attempted to wrap|Property [`'"][^`'"]+[`'"] does not (?:exist in the provided object|have access type)|The property "[^"]+" is not defined on the object/i,
  /Need a valid target to patch/,
]

const TARGETS: readonly TextPattern[] = [
  { expression: /<module '(?<module>[^']+)'[^>]*> does not have the attribute '(?<missingName>[^']+)'/ },
  { expression: /<class '(?<owner>[^']+)'> does not have the attribute '(?<missingName>[^']+)'/ },
  { expression: /does not have the attribute '(?<missingName>[^']+)'/ },
  { expression: /\b(?<owner>\w{0,60}Mock) object has no attribute '(?<missingName>[^']+)'/ },
  { expression: /No "(?<missingName>[^"]+)" export is defined on the "(?<module>[^"]+)" mock/ },
  { expression: /Property [`'"]?(?<missingName>[\w$]+)[`'"]? does not (?:exist in|have access)/ },
  { expression: /Cannot spy (?:on )?(?:the )?[`'"]?(?<missingName>[\w$]+)[`'"]? (?:property|because)/ },
  { expression: /The property "(?<missingName>[^"]+)" is not defined on the object/ },
  { expression: /(?:Attempted to wrap undefined property|Cannot stub non-existent (?:own )?property) (?<missingName>[\w$]+)/ },
]

const CALLS: readonly TextPattern[] = [
  { expression: /(?:call not found|Calls not found)\.[^\n]*\n\s*Expected: (?<mockExpected>[^\n]+)\n\s*Actual: (?<mockActual>[^\n]+)/ },
  { expression: /Expected await: (?<mockExpected>[^\n]+)(?:\n(?:Actual await: )?(?<mockActual>[^\n]+))?/ },
  {
    expression:
      /Expected '[^']*' to (?<mockExpected>(?:not )?(?:have been|be) (?:called|awaited)[^.]*)\.(?: (?:Called|Awaited) (?<mockActual>\d+ times))?/,
  },
  { expression: /Expected mock to (?<mockExpected>(?:not )?have been awaited[^.]*)\.(?: Awaited (?<mockActual>\d+ times))?/ },
  { expression: /Expected number of calls: (?<mockExpected>[^\n]+)\n\s*Received number of calls: +(?<mockActual>[^\n]+)/ },
  {
    expression:
      /toHave\w+\([^\n]*\n\s*(?:n: \d+\n)?\s*Expected: (?<mockExpected>[^\n]+)\n\s*Received:? *(?<mockActual>[^\n]+|\n(?:\s+\d+: [^\n]*\n?)+)/,
  },
  { expression: /"[^"\n]+" to (?<mockExpected>(?:be|have been) called \d+ times), but got (?<mockActual>\d+ times)/ },
  { expression: /"[^"\n]+" to (?<mockExpected>not be called at all), but actually been called (?<mockActual>\d+ times)/ },
  { expression: /"[^"\n]+"(?: call)? to (?<mockExpected>(?:be|have been) called[^\n]*|return with[^\n]*)/ },
  { expression: /expected [\w$.]+ to (?<mockExpected>(?:have been|be) called[^\n]*?),? but (?:it )?was (?<mockActual>[^\n]+)/ },
  { expression: /^(?:AssertionError: )?(?<mockExpected>[\w.]{1,100}\([^\n]*\)) call not found/m },
]

export const mockError = {
  type: 'mock_error',
  description: 'A mock was called otherwise than expected, or what is to be mocked is not there.',
  isThrown: (exception, { text, expected, actual }) =>
    CLASSES.test(exception) ||
    actual?.type === 'calls' ||
    expected?.type === 'calls' ||
    (/^(?:AssertionError|AssertError|AttributeError|TypeError|VitestAssertionError|JestAssertionError)$/.test(exception) &&
      isMockSpeech(text)),
  isSaid: isMockSpeech,
  patterns: TARGETS,
  read: ({ text, expected, actual }): Partial<FailureFields> => {
    const said = readPatterns(CALLS, text)
    return {
      ...said,
      ...(expected ? { mockExpected: expected.text } : {}),
      ...(actual?.type === 'calls' ? { mockActual: actual.text } : {}),
    }
  },
} satisfies FailureAnalyser

/** In the first paragraphs: below, a framework prints source lines of the test, which mention mocks too. */
function isMockSpeech(text: string): boolean {
  const head = text.split('\n').slice(0, 6).join('\n')
  return WORDS.some((expression) => expression.test(head))
}
