import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { FailureType } from '../../../model/failure/failure-type.ts'
import { withoutAnsi } from '../text/ansi.ts'
import { assertionFailed, speaksOfExpectations } from './assertion-failed.ts'
import { attributeError } from './attribute-error.ts'
import type { FailureAnalyser } from './failure-analyser.ts'
import type { FailureClues, ReadClues } from './failure-clues.ts'
import { flaky } from './flaky.ts'
import { importError } from './import-error.ts'
import { keyError } from './key-error.ts'
import { mockError } from './mock-error.ts'
import { runtimeError } from './runtime-error.ts'
import { syntaxError } from './syntax-error.ts'
import { readPatterns } from './text-pattern.ts'
import { thrownClass } from './thrown-class.ts'
import { timeout } from './timeout.ts'
import { typeError } from './type-error.ts'

/** The ten failure types. Order matters: the first that recognises a failure has it. */
export const FAILURE_ANALYSERS = [
  flaky,
  mockError,
  timeout,
  importError,
  syntaxError,
  attributeError,
  keyError,
  typeError,
  assertionFailed,
  runtimeError,
] as const satisfies readonly FailureAnalyser[]

const NOTHING: Omit<FailureFields, 'type'> = {
  ...{ expected: null, actual: null, missingName: null, owner: null, module: null, callable: null },
  ...{ unexpectedArgument: null, wrongArity: false, key: null, suggestion: null, successor: null },
  ...{ mockExpected: null, mockActual: null, limitMs: null, frame: null },
}

/** No message needs more, and it keeps the expressions cheap on hostile text. */
const MOST_TEXT = 10_000

/** For a report's message, which starts with the type. */
const MAX_REPORTED = 4_000

/**
 * What a failure says: its type by the evidence first (exception, phase, compared values) and by words last, and its fields.
 * A probe's values take precedence over those of the text, which frameworks truncate. `isTestFile` says whether the innermost frame is
 * test code.
 */
export function readFailure(clues: FailureClues, isTestFile: (path: string) => boolean = () => false): FailureFields {
  return { ...readWords(clues), frame: frameOf(clues, isTestFile) }
}

function readWords(clues: FailureClues): FailureFields {
  const read = readClues(clues)
  const analyser = analyserOf(read)
  const others = FAILURE_ANALYSERS.filter((other) => other !== analyser)
  const named = [analyser, ...others]
    .map(({ patterns }) => readPatterns(patterns, read.text))
    .find((fields) => Object.keys(fields).length > 0)
  const { expected, actual } = clues
  return {
    type: analyser.type,
    ...NOTHING,
    ...named,
    ...analyser.read(read),
    ...(expected ? { expected: expected.text } : {}),
    ...(actual ? { actual: actual.text } : {}),
  }
}

/** The type alone, for reports with thousands of failures. `type` is the thrown class where the report names it apart, `stack` may name it else. */
export function failureTypeOf(message: string, type = '', stack = ''): FailureType {
  return analyserOf(readClues({ exception: type, message: message.slice(0, MAX_REPORTED), stack })).type
}

function readClues(clues: FailureClues): ReadClues {
  const text = withoutAnsi(clues.message.slice(0, MOST_TEXT)).trim()
  return { ...clues, text, exception: thrownClass(clues.exception, text, clues.stack ?? '') }
}

function analyserOf(clues: ReadClues): FailureAnalyser {
  const { exception, text, bases } = clues
  for (const name of [exception, ...(bases ?? [])]) {
    const thrown = FAILURE_ANALYSERS.find((analyser) => analyser.isThrown(name, clues))
    if (thrown) return thrown
  }
  const said = FAILURE_ANALYSERS.find((analyser) => analyser.isSaid(text))
  if (said) return said
  const isNamed = /(?:Error|Exception)$/.test(exception) && !/^(?:Error|Failure)$/.test(exception)
  return !isNamed && speaksOfExpectations(text) ? assertionFailed : runtimeError
}

function frameOf({ frames }: FailureClues, isTestFile: (path: string) => boolean): FailureFields['frame'] {
  const frame = frames?.findLast(({ file }) => file !== null)
  if (!frame || frame.file === null) return null
  return { file: frame.file, line: frame.line, function: frame.function, origin: isTestFile(frame.file) ? 'test' : 'product' }
}
