import type { ProbedFailure } from '../../../../model/runs/test-run.ts'
import type { DiagnosisContext } from '../../rule.ts'

/** The outcome of the test's use of the product on one side of the change. */
export type UseOutcome =
  | { readonly kind: 'value'; readonly text: string }
  | {
      readonly kind: 'raised'
      readonly exception: string
      readonly message: string
      /** Raised explicitly by the product; `false` for an accidental error, `null` if unknown. */
      readonly isStated: boolean | null
    }
export type Outcomes = { readonly before: UseOutcome; readonly after: UseOutcome }

/** `breaks`: an accidental error that was not there before. */
export type Way = 'accepts' | 'refuses' | 'warns' | 'breaks' | 'differs'

/** Exceptions that an expression raises by accident, not on purpose. */
const SLIP =
  /(?:^|\.)(?:TypeError|AttributeError|NameError|UnboundLocalError|ReferenceError|RecursionError|ZeroDivisionError|SyntaxError|AssertionError)$/
const DEPRECATION = /(?:Deprecation|Future)Warning$|^RemovedIn\w+Warning$/
/** What test frameworks say when nothing is raised, with the class that was expected. */
const NOT_RAISED =
  /DID NOT RAISE (?:any of )?(?:<class ')?(?<name>[\w.]*)|^(?<named>[\w.]+) not raised|(?:to throw\b(?![\s\S]*\bbut got\b)|did not throw)(?:[\s\S]*?Expected constructor: (?<built>\w+))?/
const PATTERN = /\bmatch\s*=\s*r?(["'])(?<python>.*?)\1|\.toThrow(?:Error)?\(\s*(?:["'`/])(?<script>.*?)["'`/]/

/** Messages of a language or library about a missing name. A missing attribute of None or undefined is an accidental error instead. */
const MISSING =
  /unexpected keyword argument|takes (?:from |no |exactly |at most )?[\w ]*(?:positional )?arguments?\b|(?<!NoneType' object )has no (?:attribute|export)|cannot import name|No module named|Cannot find module|is not a constructor|not (?:yet )?(?:implemented|supported)/i
/** What people read as a refusal where an error was caught and printed. */
const REFUSAL = /\b(?:error|exception|invalid|not (?:a )?valid|cannot|can't|must (?:be|not)|not allowed|unsupported)\b/i

export function isSlip(exception: string): boolean {
  return SLIP.test(exception)
}

export function isMissing(message: string): boolean {
  return MISSING.test(message)
}

export function isDeprecation(exception: string): boolean {
  return DEPRECATION.test(exception)
}

/** A line that raises by a statement, in either language. */
export function isRaising(line: string): boolean {
  return /(?:^|[\s{;:)])(?:raise|throw)\b/.test(line)
}

/** The direction of the change in outcome; one exception replaced by another only differs. */
export function wayOf({ before, after }: Outcomes): Way {
  if (before.kind === 'value' && after.kind === 'value') {
    const [wasRefused, isRefused] = [REFUSAL.test(before.text), REFUSAL.test(after.text)]
    return wasRefused === isRefused ? 'differs' : isRefused ? 'refuses' : 'accepts'
  }
  if (after.kind === 'value') return 'accepts'
  if (before.kind === 'raised') return 'differs'
  if (isDeprecation(after.exception)) return 'warns'
  const isStated = after.isStated ?? (!isSlip(after.exception) || isMissing(after.message))
  return isStated ? 'refuses' : 'breaks'
}

/** Both outcomes, as far as one failure shows them: the test passed on the base, so what it expects is what the base gave. */
export function outcomesOf(failure: ProbedFailure, context: DiagnosisContext, testText: string): Outcomes {
  const { exception, message, expected, actual, frames } = failure
  const missed = NOT_RAISED.exec(message)
  if (missed !== null) {
    const { name, named, built } = missed.groups ?? {}
    const { python, script } = PATTERN.exec(testText)?.groups ?? {}
    const expectedClass = name ?? named ?? built ?? ''
    const pattern = python ?? script ?? ''
    const isSlipped = isSlip(expectedClass) && !isMissing(pattern) ? false : null
    const isStated = raises(expectedClass, context) ? true : isSlipped
    const before: UseOutcome = { kind: 'raised', exception: expectedClass, message: pattern, isStated }
    return { before, after: { kind: 'value', text: actual?.text ?? '' } }
  }
  const before: UseOutcome = { kind: 'value', text: expected?.text ?? '' }
  const innermost = frames.findLast(({ file }) => file !== null)
  const isOfProduct = innermost?.file != null && !context.framework.isTestFile(innermost.file)
  if (!isOfProduct) return { before, after: { kind: 'value', text: actual?.text ?? '' } }
  const line = context.trees.after.text(innermost.file ?? '')?.split('\n')[innermost.line - 1]
  return { before, after: { kind: 'raised', exception, message, isStated: line === undefined ? null : isRaising(line) } }
}

/** Whether a statement of the product raised this class, be it not the changed one. */
function raises(name: string, { trees }: DiagnosisContext): boolean {
  const raising = new RegExp(`\\b(?:raise|throw(?: new)?)\\s+(?:[\\w.]+\\.)?${name.split('.').at(-1)}\\b`)
  return name !== '' && trees.product.some((path) => raising.test(trees.before.text(path) ?? ''))
}
