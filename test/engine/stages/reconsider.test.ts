import { describe, expect, test } from 'vitest'
import { readFailure } from '../../../src/engine/reports/failure-types/index.ts'
import { reconsider } from '../../../src/engine/stages/reconsider.ts'
import type { Validated } from '../../../src/engine/stages/validate.ts'
import type { FailureAnalysis } from '../../../src/model/failure-analysis.ts'
import type { CheckResult } from '../../../src/model/test-repair.ts'
import { completedRun } from '../../support/completed-run.ts'
import { repairContext } from '../../support/repair.ts'

const TEST = 'tests/test_a.py::test_a'
const OTHER = 'tests/test_a.py::test_other'
const FIELDS = readFailure({ exception: 'ImportError', message: "cannot import name 'total' from 'shop' (shop.py)" })
const RUN = completedRun([])
const failed = (name: string, detail: string): CheckResult => ({ name, outcome: 'failed', detail })
const ALONE = failed('passes alone', `${OTHER}: 4 is not 3`)
const LESS = failed('coverage kept', 'no longer reached: shop.py:4')

async function answer(refused: Partial<Validated>, change: Partial<FailureAnalysis['codeChanges'][number]> = {}) {
  const base = {
    'shop.py':
      'def total(items):\n    return sum(items)\n\n\nclass Cart:\n    def clear(self):\n        self.items = []\n\n    def add(self, item):\n        self.items.append(item)\n',
  }
  const gone = '    def clear(self):\n        self.items = []\n\n'
  const head = { 'shop.py': base['shop.py'].replace('total', 'grand_total').replace(gone, '') }
  const { analysis, changes, trees } = await repairContext(base, head, {})
  const codeChanges = changes.filter(({ kind }) => kind === 'renamed').map((one) => ({ ...one, ...change }))
  const candidates = codeChanges.map((one) => ({
    strategy: 'rename_symbol' as const,
    change: one,
    changes: [one],
    edits: [],
    confidence: 1,
  }))
  const analyses = [{ ...analysis, rootCause: 'total is now grand_total', codeChanges, fields: FIELDS }]
  const tried: Validated = {
    proposal: { analyses: [0], candidates, files: [] },
    tier: 'A',
    oracle: 'preserved',
    checks: [ALONE],
    accepted: false,
    tookMs: 1,
    stillFailing: [],
    against: [{ testId: TEST, failed: [] }],
    relying: [],
    together: RUN,
    ...refused,
  }
  const [answered] = reconsider(analyses, [tried], [], { changes, configuration: new Map(), fileChanges: [], hunks: [], trees })
  return [answered?.verdict, answered?.confidence, answered?.rootCause]
}

describe('a test of a repair that was refused', () => {
  test('it holds by itself: what its neighbours do says nothing of it', async () => {
    const why = `total is now grand_total; the repair of its file was refused for others: passes alone: ${ALONE.detail}`
    expect(await answer({})).toEqual(['obsolete_test', 1, why])
  })

  test('it passes and reaches less: out of date, with nothing to offer, where the failure names what was replaced', async () => {
    const less = { checks: [LESS], against: [{ testId: TEST, failed: [LESS] }] }
    const why = `total is now grand_total; with that followed the test passes, but no repair is offered: ${LESS.detail}`
    expect(await answer(less)).toEqual(['obsolete_test', 0.8, why])
    expect(await answer(less, { kind: 'parameter_removed' })).toEqual(['unknown', 0.5, expect.stringContaining('refused: coverage kept')])
  })

  test('it still fails: the change broke more than a name', async () => {
    const stillFailing = [{ testId: TEST, exception: 'AssertionError', message: '4 is not 3', frames: [] }]
    const own = { stillFailing, against: [{ testId: TEST, failed: [ALONE] }] }
    expect(await answer(own)).toEqual(['product_regression', 0.8, expect.stringContaining('the change broke more than a name')])
    const rewritten = await answer(own, { similarity: 0.7 })
    expect(rewritten).toEqual(['unknown', 0.5, expect.stringContaining('what has the new name was rewritten as well')])
  })

  test('it still fails, for something else that is gone', async () => {
    const message = "'Cart' object has no attribute 'clear'"
    const stillFailing = [{ testId: TEST, exception: 'AttributeError', message, frames: [] }]
    const why = 'total is now grand_total; with that followed the test asks for more that was changed: Cart.clear was removed'
    expect(await answer({ stillFailing, against: [{ testId: TEST, failed: [ALONE] }] })).toEqual(['removed_behaviour', 0.8, why])
  })

  test('it still fails inside of the product, whatever the failure names', async () => {
    const message = "'Cart' object has no attribute 'clear'"
    const stillFailing = [{ testId: TEST, exception: 'AttributeError', message, frames: ['tests/test_a.py', 'shop.py'] }]
    const [verdict] = await answer({ stillFailing, against: [{ testId: TEST, failed: [ALONE] }] })
    expect(verdict).toBe('product_regression')
  })

  test('it is about a parameter that was removed', async () => {
    const relying = [{ testId: TEST, shownBy: 'without the argument it fails before the change as well' }]
    expect(await answer({ relying, against: [{ testId: TEST, failed: [ALONE] }] })).toEqual([
      'removed_behaviour',
      0.9,
      'total is now grand_total, and this test is about it: without the argument it fails before the change as well',
    ])
  })
})
