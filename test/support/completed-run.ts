import type { ProbedTest, TestRun } from '../../src/model/runs/test-run.ts'

/** A run that ended with these tests, under pytest where nothing else is said. */
export function completedRun(tests: readonly ProbedTest[], more: Partial<TestRun> = {}): TestRun {
  const about = { framework: 'pytest', status: 'completed', reason: '', output: '', durationMs: 1 } as const
  return {
    ...about,
    tests: [...tests],
    fileOutcomes: [],
    missingTestIds: [],
    productFiles: [],
    outsideFiles: [],
    coverage: null,
    withheld: [],
    ...more,
  }
}
