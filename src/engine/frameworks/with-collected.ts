import type { TestRun } from '../../model/runs/test-run.ts'
import type { Framework } from './framework.ts'
import { isTestData } from './test-data.ts'

type Seen = Pick<TestRun['tests'][number], 'file' | 'inProduct'>
type Collected = { readonly tests: readonly Seen[]; readonly fileOutcomes: readonly Seen[]; readonly setUp?: readonly string[] | undefined }

/**
 * A framework that knows what it collected: names say what is a test where nothing is configured, a run says it for sure. Set-up files
 * belong to the tests. Doctests and in-source tests run, but the file that holds them stays product.
 */
export function withCollected(framework: Framework, { tests, fileOutcomes, setUp = [] }: Collected): Framework {
  const own = setUp.filter(framework.isSetUp)
  const seen = [...tests, ...fileOutcomes]
  const collected = new Set(seen.map(({ file }) => file))
  const ofTests = new Set([...own, ...seen.flatMap(({ file, inProduct }) => (inProduct ? [] : [file]))])
  const isTestFile = (path: string) => framework.isTestFile(path) || ofTests.has(path)
  return {
    ...framework,
    setUp,
    isTestFile,
    isEditable: (path) => (isTestFile(path) || isTestData(path)) && !framework.isExcluded(path),
    isRunnable: (path) => framework.isRunnable(path) || collected.has(path),
  }
}
