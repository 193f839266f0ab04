import type { ContractChange } from '../../model/contract-change.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import { causeOf } from './causes/cause-of.ts'
import { editedTokens } from './causes/edited-tokens.ts'
import type { DiagnosisContext } from './rule.ts'

/** A value that is still to come. */
const PENDING = /^(?:Promise\b|\[object Promise\]|<coroutine object )/
/** What is read off a promise or a coroutine as if it were the value itself. */
const READ_OFF = /^(?:undefined|NaN|\{\s*\})$/
/** The same in words; and what is asynchronous never throws where it is called. */
const SAID =
  /\bPromise\b|'coroutine' object|coroutine '\S+' was never awaited|is not iterable|is not a function|of undefined\b|\bto throw\b|did not throw|DID NOT RAISE/
const OF_WAITING = /^(?:async|await|Promise|[<>()])$/
const PRIMITIVE = /^(?:-?[\d.]+|'[^']*'|"[^"]*"|true|false|null|undefined)$/

/**
 * A promise does not say whose it is. It is that of a function which became asynchronous when the runs show that nothing else of the
 * change breaks the test, and the failure comes from a value that was not awaited.
 */
export function showsPending({ kind }: ContractChange, context: DiagnosisContext, failure: ProbedFailure): boolean {
  const cause = causeOf(context)
  if (kind !== 'became_async' || cause?.finding.outcome !== 'found') return false
  const isOnlyThat = cause.hunks.every((hunk) => {
    const { gone, come } = editedTokens(hunk, context.trees)
    return gone.length === 0 && come.every((token) => OF_WAITING.test(token))
  })
  const actual = failure.actual?.text ?? ''
  const isPending = PENDING.test(actual) || READ_OFF.test(actual) || SAID.test(failure.message)
  return isOnlyThat && isPending && !isAnother(actual, failure.expected?.text ?? '')
}

/** The promise holds another value than the expected one: then waiting for it would not be enough. */
function isAnother(actual: string, expected: string): boolean {
  const held = /^Promise \{ (.*) \}$/s.exec(actual)?.[1]
  return held !== undefined && PRIMITIVE.test(held) && PRIMITIVE.test(expected) && held !== expected
}
