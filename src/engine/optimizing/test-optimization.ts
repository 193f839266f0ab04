import { createHash } from 'node:crypto'
import type { TestOptimization } from '../../model/result/test-optimization.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { unifiedPatch } from '../repair/patch.ts'
import { PAIRS } from './measure.ts'
import type { ShownFaster } from './prove.ts'

/** One proven candidate in the words of the result contract; equal edits have an equal id. */
export function testOptimization(
  { candidate, files, checks, saving, beforeMs, afterMs }: ShownFaster,
  priority: number,
  isApplied: boolean,
): TestOptimization {
  const patch = unifiedPatch(files)
  const [low, high] = saving.interval
  return {
    optimizationId: createHash('sha256').update(`${candidate.id}\n${patch}`).digest('hex').slice(0, 12),
    ...{ name: candidate.name, testId: candidate.testId, optimizationType: candidate.type },
    currentTimeMs: rounded(beforeMs),
    estimatedTimeMs: rounded(Math.max(0, beforeMs - candidate.expectedMs)),
    measuredTimeMs: rounded(afterMs),
    timeSavingMs: rounded(saving.savingMs),
    timeSavingPercent: rounded((100 * saving.savingMs) / beforeMs),
    interval: [rounded(low), rounded(high)],
    ...{ runs: PAIRS, measured: candidate.measured, description: candidate.why, implementation: candidate.how },
    codeChanges: files.map(changedLines),
    ...{ patch, riskLevel: candidate.risk, affectsCoverage: false, affectsStrength: false },
    ...{ checks: [...checks], priority, isApplied },
  }
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10
}

/** The lines between what both texts begin and end with. */
function changedLines({ path, before, after }: EditedFile): TestOptimization['codeChanges'][number] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const same = (one: readonly string[], other: readonly string[], most: number) => {
    const end = one.findIndex((line, index) => index >= most || line !== other[index])
    return end < 0 ? Math.min(one.length, most) : end
  }
  const head = same(old, now, Math.min(old.length, now.length))
  const tail = same(old.toReversed(), now.toReversed(), Math.min(old.length, now.length) - head)
  return { file: path, before: old.slice(head, old.length - tail).join('\n'), after: now.slice(head, now.length - tail).join('\n') }
}
