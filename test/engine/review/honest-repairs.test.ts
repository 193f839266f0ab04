import { expect, test } from 'vitest'
import { oraclePreserved } from '../../../src/engine/review/checks/oracle-preserved.ts'
import { fixtureNames, loadFixture } from '../../support/fixture.ts'
import { examineTexts } from '../../support/review-case.ts'

const healed = fixtureNames()
  .map(loadFixture)
  .filter(({ answer }) => answer === 'healed')

test.each(healed)('the repair of $name keeps every expectation', async ({ before, head, expected, framework }) => {
  const files = (texts: ReadonlyMap<string, string>) => Object.fromEntries(texts)
  const found = await examineTexts(oraclePreserved, { base: files(before), head: files(head), edited: files(expected), framework })
  expect(found).toMatchObject({ outcome: 'passed' })
})
