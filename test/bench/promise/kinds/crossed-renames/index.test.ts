import { expect, test } from 'vitest'
import { isInformational } from '../../../../../src/engine/changes/compare/informational-changes.ts'
import { sourcesOf } from '../../../../support/review-case.ts'
import type { HealCase } from '../../promise-case.ts'
import { byPlace } from './by-place.ts'
import { crossedCases } from './index.ts'

/** How many renamings the texts of a case declare. */
async function declared({ before, after, framework, message }: HealCase): Promise<number> {
  const head = Object.fromEntries(Object.entries({ ...before, ...after }).flatMap(([path, text]) => (text === null ? [] : [[path, text]])))
  const { changes, crossingOf } = await sourcesOf(before, head, framework, [message])
  return changes.filter((change) => /renamed|reordered/.test(change.kind) && !isInformational(change) && crossingOf(change) === null).length
}

// what `bench:promise` shows with runs, for every kind of evidence
test.each(['pytest', 'jest', 'vitest'] as const)('%s: the texts alone tell what is exchanged from what is not', async (framework) => {
  const cases = [...crossedCases(true), ...byPlace()].filter((one) => one.framework === framework)
  const wrong: string[] = []
  for (const one of cases) if ((await declared(one)) >= 2 !== one.honest) wrong.push(one.name)
  expect(cases.length).toBeGreaterThan(60)
  expect(wrong).toEqual([])
})
