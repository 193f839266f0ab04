import { expect, test } from 'vitest'
import { openProposals } from '../../../src/engine/conclusion/open-proposals.ts'
import type { CheckResult, TestRepair } from '../../../src/model/test-repair.ts'
import { RESULT } from '../../server/intake/report-case.ts'

const [repair] = RESULT.repairs
if (!repair) throw new Error('the case has no repair')
const check = (name: string, outcome: CheckResult['outcome'] = 'passed'): CheckResult => ({ name, outcome, detail: '' })
const checks = [check('passes-alone'), check('passes-together')]
const open = (more: Partial<TestRepair>) => openProposals([{ ...repair, accepted: false, checks, ...more }], RESULT.analyses).length

test.each(['B', 'C'] as const)('of tier %s waits for a yes', (tier) => {
  expect(open({ tier })).toBe(1)
  expect(open({ tier, accepted: true })).toBe(0)
})

test('what keeps every expectation waits for nobody', () => {
  expect(open({ tier: 'A' })).toBe(0)
})

test('what was not seen to pass, or is refused, is no proposal', () => {
  expect(open({ tier: 'C', checks: [check('passes-alone')] })).toBe(0)
  expect(open({ tier: 'C', checks: [...checks, check('assertions-kept', 'failed')] })).toBe(0)
})
