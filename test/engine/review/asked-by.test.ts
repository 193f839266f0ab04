import { expect, test } from 'vitest'
import { plan } from '../../../src/engine/review/plan.ts'
import type { Candidate } from '../../../src/model/candidate.ts'
import { contractCause } from '../../../src/model/cause.ts'
import { changesBetween } from '../../support/repair.ts'

test('a neighbour that is out of date does not open the way for the edits of a test that is not', async () => {
  const [change] = await changesBetween({ 'a.py': 'def old():\n    return 1\n' }, { 'a.py': 'def new():\n    return 1\n' })
  if (change === undefined) throw new Error('nothing was renamed')
  const cause = contractCause(change)
  const edit = { file: 't.py', range: { start: 0, end: 3 }, replacement: 'new', effect: 'reach' as const, causes: [cause.id] }
  const candidate: Candidate = {
    ...{ id: 'one', testIds: ['t.py::broken', 't.py::outdated'], askedBy: ['t.py::broken'], strategy: 'rename_symbol', origin: 'rule' },
    ...{ round: 0, causes: [cause], edits: [edit], confidence: 1 },
  }
  const review = { edits: [{ standing: 'declared' as const, reason: '' }], checks: [] }
  const planned = (verdict: 'product_regression' | 'obsolete_test') => {
    const asking = [{ verdict, confidence: 0.99 }]
    return plan(candidate, { review, asking, analyses: asking, witnesses: [], isAccepted: false })
  }
  expect(planned('product_regression')).toEqual({ kind: 'none', why: 'not_obsolete' })
  expect(planned('obsolete_test').kind).toBe('runs')
})
