import { useSites } from '../../../changes/uses/use-sites.ts'
import type { Sources } from '../../../diagnosis/sources/sources.ts'
import type { Framework } from '../../../frameworks/framework.ts'
import { languageOf } from '../../../languages/index.ts'
import type { TestAhead } from '../change-facts.ts'
import { importDistances } from './import-distances.ts'

/** What lies between a change and the tests of one file: see TestAhead. */
export type TestReach = Required<Pick<TestAhead, 'distance' | 'mayReach' | 'uses'>> & { readonly file: string }

/** Every file from which the framework collects tests, with what the change has to do with it. */
export function testReach({ trees, changes, fileChanges, otherChanges }: Sources, framework: Framework): readonly TestReach[] {
  const changed = [...fileChanges.map(({ path }) => path), ...otherChanges]
  const distances = importDistances(trees, changed)
  const mayReach = otherChanges.some((path) => languageOf(path) === null)
  const files = [...trees.after.paths].filter((path) => framework.isTestFile(path) && framework.isRunnable(path)).toSorted()
  return files.map((file) => {
    const distance = distances.get(file) ?? null
    const uses = distance === null ? 0 : changes.reduce((sum, change) => sum + useSites(change, file, trees).sites.length, 0)
    return { file, distance, mayReach: mayReach && distance === null, uses }
  })
}
