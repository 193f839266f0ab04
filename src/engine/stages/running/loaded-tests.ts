import type { Reproduction } from '../../../model/reproduction.ts'
import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { refOf } from '../doubtful-tests.ts'

/**
 * A file that did not load is answered by its tests as soon as it loads again: those that passed on the base. So one of them that fails
 * for a reason of its own does not speak for the others. Everything else is what it was asked for.
 */
export function loadedTests(
  subject: Subject,
  runs: readonly TestRun[],
  { first, base }: Pick<Reproduction, 'first' | 'base'>,
): readonly Subject[] {
  const { file } = subject
  const isWhole = subject.kind === 'file' && seenIn(first, subject).record?.kind === 'file'
  if (!isWhole || runs.some(({ fileOutcomes }) => fileOutcomes.some((one) => one.file === file))) return [subject]
  const seen = new Map(runs.flatMap(({ tests }) => tests).map((test) => [test.id, test]))
  const own = [...seen.values()].filter((test) => test.file === file && test.outcome !== 'skipped').map(refOf)
  const known = base.outcome === 'ran' ? own.filter((test) => seenIn(base.run, test).outcome === 'passed') : own
  return known.length > 0 ? known : [subject]
}
