import type { CaseResult } from './case-result.ts'
import type { DrawnCase } from './draw-case.ts'
import type { HealedRepository } from './heal-repository.ts'

/** What a healing said of each test that was asked about, beside what is true. */
export function caseResultOf(
  { made, codeBase, discarded }: DrawnCase,
  { result, error, healMs }: HealedRepository,
): Omit<CaseResult, 'id'> {
  const repaired = new Set(result?.repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds))
  return {
    ...{ codeBase: codeBase.name, framework: codeBase.framework, kind: made.kind, truth: made.truth },
    ...{ summary: made.summary, message: made.message },
    tests: made.tests.map(({ id, truth }) => {
      const analyses = result?.analyses.filter(({ failure }) => failure.testId === id || failure.testFile === id) ?? []
      const [analysis] = analyses
      return {
        ...{ id, truth, verdict: analysis?.verdict ?? null, confidence: analysis?.confidence ?? 0 },
        isRepaired: repaired.has(id) || analyses.some(({ failure }) => repaired.has(failure.testId)),
        rootCause: analysis?.rootCause ?? '',
      }
    }),
    ...{ discarded, healMs },
    ...(error === undefined ? {} : { error }),
  }
}
