import { expect, test } from 'vitest'
import { FrameworkName } from '../../../../src/model/framework-name.ts'
import { fixtureNames, loadFixture } from '../../../support/fixture.ts'
import { sourcesOf } from '../../../support/review-case.ts'

test.each(fixtureNames().filter((name) => loadFixture(name).answer === 'healed'))('nothing keeps %s from being healed', async (name) => {
  const { before, head } = loadFixture(name)
  const framework = FrameworkName.parse(name.slice(0, name.indexOf('-')))
  const { changes, callersOf } = await sourcesOf(Object.fromEntries(before), Object.fromEntries(head), framework)
  expect(changes.flatMap((change) => callersOf(change).possible)).toEqual([])
})
