import { expect, test } from 'vitest'
import { oraclePreserved } from '../../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../../support/review-case.ts'
import { laidOut } from './forged-patches/forged-case.ts'
import { FORGED } from './forged-patches.ts'

/** The bench proves by runs that each of them hides a bug, and asks the server too; here the text checks alone are asked, without a run. */
const examine = (one: (typeof FORGED)[number], after: 'forged' | 'honest') => {
  const laid = laidOut(one, 'shop')
  const trees = { base: { ...laid.base, [laid.test]: laid.before }, head: { ...laid.buggy, [laid.test]: laid.before } }
  return examineTexts(oraclePreserved, { ...trees, edited: { [laid.test]: laid[after] }, framework: one.framework })
}

test.each(FORGED)('$framework: $name is refused, and its honest neighbour is not', async (one) => {
  expect(await examine(one, 'forged')).toMatchObject({ outcome: 'failed' })
  expect(await examine(one, 'honest')).toMatchObject({ outcome: 'passed' })
})

test('there are as many kinds as the issue asks for', () => {
  expect(new Set(FORGED.map(({ name }) => name)).size).toBeGreaterThanOrEqual(100)
})
