import type { Optimized, OptimizeRequest } from '../engine/optimizing/optimize-suite.ts'
import type { TestOptimization } from '../model/result/test-optimization.ts'

const MOST_REFUSED = 12

/** What a person at a terminal wants to know: each optimisation with what it saves and risks, what all of them save together, and what was not faster. */
export function optimizeSummary(found: readonly Optimized[], request: OptimizeRequest, isWritten: boolean): string {
  return found.flatMap((one) => linesOf(one, request, isWritten)).join('\n')
}

function linesOf(one: Optimized, request: OptimizeRequest, isWritten: boolean): readonly string[] {
  const { results, refused, left, slow, tests, suite } = one
  const limit = milliseconds(request.slowTestMs)
  return [
    slow > 0
      ? `${slow} of ${tests} tests take longer than ${limit}; they were looked at first.`
      : `None of ${tests} tests takes longer than ${limit}: the whole suite was looked at.`,
    ...(left.length > 0 ? [`Left alone, since they did not pass each time: ${listed(left, 5)}.`] : []),
    '',
    ...results.flatMap((result) => [...optimizationLines(result, request), '']),
    ...(refused.length > 0 ? ['Tried, and not suggested:'] : []),
    ...refused.slice(0, MOST_REFUSED).map(({ candidate, why }) => `  ${candidate.name}, ${candidate.testId}: ${why}`),
    ...(refused.length > MOST_REFUSED ? [`  and ${refused.length - MOST_REFUSED} more`] : []),
    ...(refused.length > 0 ? [''] : []),
    ...(results.length === 0 ? ['Nothing was found that makes it faster and leaves it as strong.'] : []),
    ...(suite === null
      ? []
      : [
          `${suite.of === 1 ? 'This' : `All ${suite.of}`} together${isWritten ? ', written into the repository' : ''}: the whole suite takes ${milliseconds(suite.afterMs)} in place of ${milliseconds(suite.beforeMs)}, ` +
            `${percent(suite.reduction)} less (${percent(suite.interval[0])} to ${percent(suite.interval[1])}; medians of ${suite.pairs} pairs of runs).`,
        ]),
    targetLine(one, request),
  ]
}

function optimizationLines(one: TestOptimization, { tolerance }: Pick<OptimizeRequest, 'tolerance'>): readonly string[] {
  const [low, high] = one.interval
  return [
    `${one.priority}. ${one.name}: ${one.testId}`,
    `  ${one.description}: ${one.implementation}`,
    `  ${milliseconds(one.currentTimeMs)} → ${milliseconds(one.measuredTimeMs ?? one.estimatedTimeMs)}: ${milliseconds(one.timeSavingMs)} less (${milliseconds(low)} to ${milliseconds(high)}, ${one.runs} pairs of runs${one.measured === 'tests' ? ' of the test itself' : ''})`,
    `  risk ${one.riskLevel}; ${one.checks
      .filter(({ outcome }) => outcome === 'passed')
      .map(({ name }) => name)
      .join(', ')}`,
    ...(one.isApplied
      ? []
      : [
          one.optimizationType === 'merge_redundant'
            ? '  never applied: a person decides whether a test goes'
            : `  not applied: OPTIMIZATION_RISK_TOLERANCE is ${tolerance}`,
        ]),
    ...one.patch
      .split('\n')
      .filter((line) => /^[-+@ ]/.test(line) && !/^(?:---|\+\+\+) /.test(line))
      .map((line) => `    ${line}`),
  ]
}

function targetLine({ suite, isReached, isOutOfTime }: Optimized, { target }: OptimizeRequest): string {
  const asked = `the target of ${percent(target)} (OPTIMIZATION_TARGET_REDUCTION)`
  if (isReached) return `That reaches ${asked}: nothing more was looked for.`
  const why = isOutOfTime ? 'the time was used up' : 'nothing else was found'
  return suite === null ? `It is not faster, so ${asked} is not reached: ${why}.` : `That does not reach ${asked}: ${why}.`
}

function listed(ids: readonly string[], most: number): string {
  return `${ids.slice(0, most).join(', ')}${ids.length > most ? ` and ${ids.length - most} more` : ''}`
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}

function milliseconds(ms: number): string {
  return Math.abs(ms) >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`
}
