import type { SuiteFacts } from '../optimization/optimization.ts'
import { median, pairedSaving, type Saving } from '../optimization/paired-saving.ts'
import { interleaved, PAIRS, pairsOf, runOf, suiteTime } from './measure.ts'
import type { OptimizeContext } from './optimize-context.ts'
import { type ShownFaster, textsWith } from './prove.ts'

/** What some optimisations save together of the whole suite, as the project runs it. Times in milliseconds, shares from 0 to 1. `of`: how many they are. */
export type SuiteSaving = {
  readonly beforeMs: number
  readonly afterMs: number
  readonly saving: Saving
  readonly reduction: number
  readonly interval: readonly [low: number, high: number]
  readonly pairs: number
  readonly of: number
}

/** Measures them in one tree; a sentence where they cannot be together, or are not faster. */
export async function wholeSuite(
  context: OptimizeContext,
  facts: SuiteFacts,
  proven: readonly ShownFaster[],
): Promise<SuiteSaving | string> {
  const overlay = textsWith(
    context,
    proven.map(({ candidate }) => candidate),
  )
  if (overlay === null) return 'they edit the same lines'
  const tests = [...facts.tests.values()]
  const files = [...new Set(tests.map(({ ref }) => ref.file))]
  context.progress('measure', `${PAIRS} pairs of runs of the whole suite`)
  const checked = await runOf(
    context,
    overlay,
    files,
    tests.map(({ ref }) => ref.id),
  )
  if ('failed' in checked) return checked.failed
  // the last measurement is owed, also where the time is over
  const measured = await interleaved(
    { ...context, endsAt: Number.POSITIVE_INFINITY },
    overlay,
    (texts) => suiteTime(context, texts, files),
    () => true,
  )
  if (measured.outcome === 'failed') return measured.detail
  const beforeMs = median(measured.before)
  const saving = pairedSaving(pairsOf(measured.before, measured.after))
  const [low, high] = saving.interval
  return {
    ...{ beforeMs, afterMs: median(measured.after), saving, pairs: measured.before.length, of: proven.length },
    ...{ reduction: saving.savingMs / beforeMs, interval: [low / beforeMs, high / beforeMs] },
  }
}
