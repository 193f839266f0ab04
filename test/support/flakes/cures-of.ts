import { readCureSources } from '../../../src/engine/cures/cure-sources.ts'
import { proposeCures } from '../../../src/engine/cures/propose-cures.ts'
import { reviewCure } from '../../../src/engine/cures/review-cure.ts'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import type { FlakyTestResult } from '../../../src/model/result/flaky-test-result.ts'
import { testParsers } from '../grammars.ts'
import type { Flake } from './flake.ts'

export const DAY = '2026-11-30'

/** What a hunt would have said of a case. */
export function huntedResult({ test, shown, lines = [], rate = 0 }: Pick<Flake, 'test' | 'shown' | 'lines' | 'rate'>): FlakyTestResult {
  const file = test.split(/::| > /)[0] ?? ''
  const failed = Math.round(100 * rate)
  return {
    ...{ testId: test, testName: test, isFlaky: true, flakinessScore: 1, interval: [0, 1], totalRuns: 100, passCount: 100 - failed },
    ...{ failCount: failed, passRate: 1 - rate, executionTimes: [], meanTimeMs: 0, stdDevTimeMs: 0, failureTypes: ['assertion_failed'] },
    ...{ failureMessages: [], rootCauses: [{ ...shown, evidence: '' }], recommendedAction: '' },
    failurePlaces: lines.map((line) => ({ file, line })),
  }
}

/** What is proposed for a case from its texts alone, each with its review. */
export async function curesOf(flake: Pick<Flake, 'framework' | 'files' | 'test' | 'shown' | 'lines' | 'rate'>) {
  const framework = frameworkNamed(flake.framework)
  if (framework === null) throw new Error(`${flake.framework} is known`)
  const texts = new Map(Object.entries(flake.files))
  const sources = await readCureSources(
    { listFiles: async () => [...texts.keys()].sort(), readFile: async (_, path) => texts.get(path) ?? null },
    framework,
    await testParsers(),
  )
  const { candidates, refused } = proposeCures(huntedResult(flake), sources, DAY)
  const reviewed = candidates.map((candidate) => ({ candidate, review: reviewCure(candidate, sources) }))
  const why = refused?.code === 'not-cured' ? (refused.parts as { readonly why: string }).why : (refused?.code ?? null)
  return { reviewed, refused, why }
}
