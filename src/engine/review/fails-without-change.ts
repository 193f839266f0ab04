import { type Check, result } from './check.ts'

const NAME = 'fails-without-change'

/** Not built yet: named, so that everybody sees that it was not run. */
export const failsWithoutChange = {
  name: NAME,
  description: 'With the causing change undone the repaired test fails.',
  needs: 'run',
  examine: () =>
    result(NAME, null, 'the change is not undone under the repaired test yet; for declared names and parameters it would say nothing'),
} satisfies Check
