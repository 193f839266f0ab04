import type { TestRun } from '../../model/test-run.ts'
import type { Framework } from './framework.ts'

type Seen = Pick<TestRun['tests'][number], 'file' | 'inProduct'>
type Collected = { readonly tests: readonly Seen[]; readonly fileOutcomes: readonly Seen[] }

/**
 * A framework that knows what it collected: names say what is a test where nothing is configured, a run says it for sure. Doctests and
 * in-source tests run, but the file that holds them stays product.
 */
export function withCollected(framework: Framework, { tests, fileOutcomes }: Collected): Framework {
  const seen = [...tests, ...fileOutcomes]
  const collected = new Set(seen.map(({ file }) => file))
  const ofTests = new Set(seen.flatMap(({ file, inProduct }) => (inProduct ? [] : [file])))
  const isTestFile = (path: string) => framework.isTestFile(path) || ofTests.has(path)
  return {
    ...framework,
    isTestFile,
    isEditable: (path) => isTestFile(path) && !framework.isExcluded(path),
    isRunnable: (path) => framework.isRunnable(path) || collected.has(path),
  }
}
