import type { Random } from '../../diagnose/random.ts'
import type { Kind } from './change.ts'

/**
 * Of 100 changes. Three quarters are meant and break tests, in the proportions of 259 mined commits that did (163 in Python, 96 in
 * JavaScript; a commit counts for each of its categories): expected values and snapshots 139, defaults 71, removed features 59,
 * parameters 40, mocks 29, renames 26, results of another shape 24, setup 21, exceptions 16, moves 16, deprecations 11, async 4. Four in
 * ten of those commits need a person's understanding, and so do some of each kind here. The rest is what a development has besides.
 */
const SHARES: Readonly<Record<Kind, number>> = {
  ...{
    value: 22,
    default: 11,
    removal: 10,
    parameter: 7,
    mock: 5,
    rename: 4,
    shape: 4,
    setup: 3,
    exception: 3,
    move: 3,
    deprecation: 1,
    async: 1,
  },
  ...{ bug: 7, 'hidden bug': 3, flake: 4, dependency: 3, feature: 5, tidying: 4 },
}

/** As many kinds as asked for, in their shares, in a seeded order. */
export function kindsOf(count: number, random: Random): readonly Kind[] {
  const wanted = Object.entries(SHARES) as unknown as readonly (readonly [Kind, number])[]
  const whole = wanted.flatMap(([kind, share]) => Array.from({ length: share }, () => kind))
  const kinds = Array.from({ length: Math.ceil(count / whole.length) }, () => random.shuffled(whole)).flat()
  return kinds.slice(0, count)
}
