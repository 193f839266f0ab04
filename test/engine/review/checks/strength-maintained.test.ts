import { expect, test } from 'vitest'
import type { Mutant } from '../../../../src/engine/mutation/mutant.ts'
import { strengthMaintained } from '../../../../src/engine/review/checks/strength-maintained.ts'
import { examineRuns } from '../../../support/review-case.ts'

const mutant: Mutant = {
  ...{ operator: 'boundary-moved', file: 'shop/cart.py', start: 10, end: 11, original: '>', replacement: '>=', line: 3 },
  ...{ symbol: 'total', description: '' },
}
const examine = (strength: Parameters<typeof examineRuns>[1]['strength']) =>
  examineRuns(strengthMaintained, { testIds: ['test_a.py::a'], ...(strength ? { strength } : {}) })

test('passed where every fault that was noticed is noticed, and says what nothing could judge', () => {
  expect(examine({ outcome: 'ran', noticed: 12, open: 0, lost: [] })).toEqual({
    outcome: 'passed',
    detail: '12 faults that the old test noticed are noticed',
  })
  expect(examine({ outcome: 'ran', noticed: 12, open: 3, lost: [] }).detail).toContain('3 more could not be judged')
})

test('failed where one is missed, and names it', () => {
  expect(examine({ outcome: 'ran', noticed: 12, open: 0, lost: [mutant] })).toEqual({
    outcome: 'failed',
    detail: 'shop/cart.py:3: with `>` as `>=` it passes, and the old test did not',
  })
  expect(examine({ outcome: 'ran', noticed: 12, open: 0, lost: [{ ...mutant, replacement: '' }] }).detail).toContain('as nothing')
})

test('not run where the old test noticed nothing, or no mutant was run', () => {
  expect(examine({ outcome: 'ran', noticed: 0, open: 2, lost: [] }).outcome).toBe('not_run')
  expect(examine({ outcome: 'ran', noticed: 2, open: 30, lost: [] }).outcome).toBe('not_run')
  expect(examine({ outcome: 'not_run', reason: 'no time' })).toEqual({ outcome: 'not_run', detail: 'no time' })
})
