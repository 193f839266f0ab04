import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { Judgement } from '../../../src/engine/review/judge.ts'
import { readHealing } from '../../../src/runner/kept/kept-healing.ts'
import { replayHealing } from '../../../src/runner/kept/replay-healing.ts'
import type { Case } from '../diagnose/make-case.ts'
import type { MaskingResult } from './masking-result.ts'

/** What the healing that was kept would offer at any threshold, and what it would do if a person accepted all: nothing is run again. */
export async function repairable(folder: string, { tests }: Case, parsers: Parsers): Promise<MaskingResult['repairable']> {
  const kept = await readHealing(folder)
  const healedWith = async (accepted: 'all' | readonly string[]) => {
    const request = { ...kept.request, confidenceThreshold: 0, accepted: accepted === 'all' ? accepted : [...accepted] }
    const healed = await replayHealing({ ...kept, request }, parsers, () => 0)
    return healed.flatMap(({ judged }) => judged.flatMap(({ judgement }) => (isOffer(judgement) ? [judgement] : [])))
  }
  const [unasked, accepted] = [await healedWith([]), await healedWith('all')]
  // a file that does not load stands for its tests
  return tests.map(({ id, truth }) => {
    const isFor = ({ candidate }: (typeof unasked)[number]) =>
      candidate.testIds.some((testId) => testId === id || testId.split(/::| > /)[0] === id)
    const confidences = unasked.filter(isFor).map(({ confidence }) => confidence)
    return { id, truth, offered: confidences.length === 0 ? null : Math.max(...confidences), isProposed: accepted.some(isFor) }
  })
}

/** What is offered, or held back in tier B by the engine's rule alone. */
function isOffer({ refusal, tier }: Judgement): boolean {
  return refusal === null || (tier === 'B' && refusal.kind === 'proposal')
}
