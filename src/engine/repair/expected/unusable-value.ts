import type { ProbedFailure } from '../../../model/runs/test-run.ts'

/** Nothing where something was expected, and what a failure leaves behind. */
const NOTHING = /^(?:None|null|undefined|''|""|\[\]|\{\}|\(\)|set\(\)|NaN|nan|float\('nan'\)|new (?:Map|Set)\(\))$/
/** A member that is read and not there, inside of what came; or a list that holds nothing but nothing. */
const HOLLOW = /\bundefined\b|^[[(]\s*(?:(?:None|null)\b,?\s*)+[\])]$/
const STRINGS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g
const FAILURE = /^(?:Promise\b|<coroutine object |\[?\w*(?:Error|Exception)\b)|\bNaN\b|\bnan\b/

/**
 * A value that looks like a failure where another one was expected, as a reader would see it; `null` where it does not. No test is brought
 * to expect it: not even a person who says yes should have to look so closely.
 */
export function unusable({ expected, actual }: Pick<ProbedFailure, 'expected' | 'actual'>): string | null {
  const [was, now] = [expected?.text.trim() ?? '', actual?.text.trim() ?? '']
  if (NOTHING.test(now) && !NOTHING.test(was)) return now
  const isHollow = (text: string) => HOLLOW.test(text.replace(STRINGS, "''"))
  if (isHollow(now) && !isHollow(was) && !NOTHING.test(was)) return now.slice(0, 80)
  return FAILURE.test(now) && !FAILURE.test(was) ? now.slice(0, 80) : null
}
