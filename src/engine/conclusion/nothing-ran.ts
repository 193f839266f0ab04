import type { Reproduction } from '../../model/reproduction.ts'
import type { HealingError } from '../../model/result/healing-result.ts'

/** A run without any test says nothing about the tests: it never means 'every test passes'. `null` if tests ran. */
export function nothingRan(reproductions: readonly Reproduction[]): HealingError | null {
  const [first] = reproductions
  if (first === undefined)
    return {
      code: 'no_such_test',
      message: 'none of the named tests is in a test file of this repository',
      fix: 'name tests as the framework prints them',
    }
  if (reproductions.every((one) => one.first.status === 'broken'))
    return { code: 'tests_not_run', message: first.first.reason, fix: 'do what this says, or make the tests run by hand first' }
  if (reproductions.every(({ first: run }) => run.status === 'completed' && run.tests.length + run.fileOutcomes.length === 0))
    return { code: 'no_tests', message: 'the frameworks ran and found no test', fix: 'check where the configuration looks for tests' }
  return null
}
