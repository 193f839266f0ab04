import { type Check, result } from './check.ts'

/** Checks whose parts are not there yet: named, so that everybody sees that they were not run. */
export const strengthMaintained = {
  name: 'strength kept',
  description: 'The repaired test kills the mutants that the old one killed.',
  needs: 'run',
  examine: () => result('strength kept', null, 'mutants are not run yet; only edits that keep every expectation are offered'),
} satisfies Check

export const failsWithoutChange = {
  name: 'fails without the change',
  description: 'With the causing change undone the repaired test fails.',
  needs: 'run',
  examine: () =>
    result('fails without the change', null, 'a declared name or parameter does not exist without the change, so this says nothing here'),
} satisfies Check
