import type { SuiteFacts, TimedTest } from './optimization.ts'

/** The tests that passed, by their files. */
export function testsByFile({ tests }: Pick<SuiteFacts, 'tests'>): ReadonlyMap<string, readonly TimedTest[]> {
  return Map.groupBy(tests.values(), ({ ref }) => ref.file)
}
