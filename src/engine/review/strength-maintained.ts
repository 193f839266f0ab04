import { type Check, result } from './check.ts'

const NAME = 'strength-maintained'

/** Not built yet: named, so that everybody sees that it was not run. */
export const strengthMaintained = {
  name: NAME,
  description: 'The repaired test kills the mutants that the old one killed.',
  needs: 'run',
  examine: () => result(NAME, null, 'mutants are not run yet; only edits that keep every expectation are offered'),
} satisfies Check
