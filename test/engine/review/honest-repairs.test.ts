import { expect, test } from 'vitest'
import { oraclePreserved } from '../../../src/engine/review/checks/oracle-preserved.ts'
import { symbolsResolve } from '../../../src/engine/review/checks/symbols-resolve.ts'
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

const edited = fixtureNames()
  .map(loadFixture)
  .filter(({ expected }) => expected.size > 0)

test.each(edited)('what the repair of $name brings is nowhere missing', async ({ before, head, expected, framework }) => {
  const files = (texts: ReadonlyMap<string, string>) => Object.fromEntries(texts)
  const found = await examineTexts(symbolsResolve, { base: files(before), head: files(head), edited: files(expected), framework })
  expect(found.outcome, found.detail).not.toBe('failed')
})
