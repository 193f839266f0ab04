import { expect, test } from 'vitest'
import type { TestRepair } from '../../src/model/test-repair.ts'
import { unknownProposals } from '../../src/runner/unknown-proposals.ts'
import { RESULT } from '../server/intake/report-case.ts'

const [repair] = RESULT.repairs
if (!repair) throw new Error('the case has no repair')
const checks = ['passes-alone', 'passes-together'].map((name) => ({ name, outcome: 'passed' as const, detail: '' }))
const proposal = (...testIds: string[]): TestRepair => ({ ...repair, tier: 'C', accepted: false, checks, testIds })
const unknown = (accepted: readonly string[], ...repairs: TestRepair[]) => unknownProposals({ ...RESULT, repairs }, accepted)

test('every named test has a proposal, or had one that is now accepted', () => {
  expect(unknown(['a.py::one'], proposal('a.py::one'))).toBeNull()
  expect(unknown(['a.py::one'], { ...proposal('a.py::one'), accepted: true })).toBeNull()
  expect(unknown([], proposal('a.py::one'))).toBeNull()
})

test('of a test without a proposal it says which are open', () => {
  expect(unknown(['a.py::other'], proposal('a.py::one'), proposal('a.py::two'))).toBe(
    '--accept: nothing is proposed for\n  a.py::other\nProposals are open for\n  a.py::one\n  a.py::two',
  )
  expect(unknown(['a.py::other'])).toContain('Nothing else is proposed either.')
})

test('a part of a proposal is no yes to all of it', () => {
  expect(unknown(['a.py::one'], proposal('a.py::one', 'a.py::two'))).toBe(
    '--accept names only a part of one proposal, which is for 2 tests together; name them all:\n  a.py::one\n  a.py::two',
  )
})
