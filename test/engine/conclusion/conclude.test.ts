import { describe, expect, test } from 'vitest'
import { callersOf as readCallers } from '../../../src/engine/changes/possible/callers.ts'
import { NO_TEXTS } from '../../../src/engine/changes/possible/other-texts.ts'
import { conclude } from '../../../src/engine/conclusion/conclude.ts'
import { readFailure } from '../../../src/engine/reports/failure-types/index.ts'
import type { Judgement } from '../../../src/engine/review/judge.ts'
import { contractCause } from '../../../src/model/cause.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'
import { reason } from '../../../src/model/reason.ts'
import type { CandidateRuns } from '../../../src/model/runs/candidate-runs.ts'
import type { CheckResult } from '../../../src/model/test-repair.ts'
import { saying } from '../../support/reasons.ts'
import { repairContext } from '../../support/repair.ts'

const TEST = 'tests/test_a.py::test_a'
const OTHER = 'tests/test_a.py::test_other'
const FIELDS = readFailure({ exception: 'ImportError', message: "cannot import name 'total' from 'shop' (shop.py)" })
const failed = (name: string, detail: string): CheckResult => ({ name, outcome: 'failed', detail })
const ALONE = failed('passes-alone', `${OTHER}: 4 is not 3`)
const LESS = failed('coverage-kept', 'no longer reached: shop.py:4')

type Refused = Partial<CandidateRuns> & { readonly refusal?: Judgement['refusal'] }

async function answer(refused: Refused, change: Partial<ContractChange> = {}) {
  const [answered] = await answersOf(TEST, [TEST, OTHER], refused, change)
  return [answered?.verdict, answered?.confidence, answered?.rootCause]
}

/** `asking` is what was answered before, `tried` what the refused repair is for. */
async function answersOf(asking: string, tried: readonly string[], { refusal, ...shown }: Refused, change: Partial<ContractChange> = {}) {
  const base = {
    'shop.py':
      'def total(items):\n    return sum(items)\n\n\nclass Cart:\n    def clear(self):\n        self.items = []\n\n    def add(self, item):\n        self.items.append(item)\n',
  }
  const gone = '    def clear(self):\n        self.items = []\n\n'
  const head = { 'shop.py': base['shop.py'].replace('total', 'grand_total').replace(gone, '') }
  const { analysis, changes, trees } = await repairContext(base, head, {})
  const codeChanges = changes.filter(({ kind }) => kind === 'renamed').map((one) => ({ ...one, ...change }))
  const candidate = {
    ...{ id: 'one', testIds: [...tried], askedBy: [asking], strategy: 'rename_symbol' as const, origin: 'rule' as const, round: 0 },
    ...{ causes: codeChanges.map(contractCause), edits: [], confidence: 1 },
  }
  const failure = { ...analysis.failure, testId: asking }
  const analyses = [{ ...analysis, ...saying('total is now grand_total'), failure, codeChanges, fields: FIELDS }]
  const runs: CandidateRuns = {
    ...{ candidate: 'one', checks: [ALONE], failedOf: [{ testId: TEST, failed: [] }], secondFailures: [], removedParameter: [] },
    ...{ secondCauses: [], tookMs: 1, ...shown },
  }
  const [check = ALONE] = runs.checks
  const judgement: Judgement = {
    ...{ candidate, tier: 'A', oracle: 'preserved', checks: runs.checks, confidence: 1, witnesses: [] },
    refusal: refusal ?? { kind: 'check', check },
  }
  const callersOf = (one: ContractChange) => readCallers(one, trees, new Map(), NO_TEXTS)
  return conclude(analyses, [{ judgement, runs }], { changes, callersOf, crossingOf: () => null, fileChanges: [], hunks: [], trees })
}

describe('a test of a repair that was refused', () => {
  test('it holds by itself: what its neighbours do says nothing of it', async () => {
    const why = `total is now grand_total; the repair of its file was refused because of other tests: passes alone: ${ALONE.detail}`
    expect(await answer({})).toEqual(['obsolete_test', 1, why])
  })

  test('it passes and reaches less: still out of date, with nothing to offer, whether the failure names what was replaced or not', async () => {
    const less = { checks: [LESS], failedOf: [{ testId: TEST, failed: [LESS] }] }
    const why = `total is now grand_total; with the repair the test passes, but it is not offered: coverage kept: ${LESS.detail}`
    expect(await answer(less)).toEqual(['obsolete_test', 0.8, why])
    expect(await answer(less, { symbol: 'other' })).toEqual(['obsolete_test', 0.8, why])
  })

  test('it still fails: the change broke more than a name', async () => {
    const secondFailures = [{ testId: TEST, exception: 'AssertionError', message: '4 is not 3', frames: [] }]
    const own = { secondFailures, failedOf: [{ testId: TEST, failed: [ALONE] }] }
    expect(await answer(own)).toEqual(['product_regression', 0.8, expect.stringContaining('the change broke more than a name')])
    const rewritten = await answer(own, { similarity: 0.7 })
    expect(rewritten).toEqual(['obsolete_test', 0.8, expect.stringContaining('The body was rewritten too')])
  })

  test('it still fails, for something else that is gone', async () => {
    const message = "'Cart' object has no attribute 'clear'"
    const secondFailures = [{ testId: TEST, exception: 'AttributeError', message, frames: [] }]
    const why = 'total is now grand_total; with the repair the test still needs other things that changed: Cart.clear was removed'
    expect(await answer({ secondFailures, failedOf: [{ testId: TEST, failed: [ALONE] }] })).toEqual(['removed_behaviour', 0.8, why])
  })

  test('it still fails inside of the product, whatever the failure names', async () => {
    const message = "'Cart' object has no attribute 'clear'"
    const secondFailures = [{ testId: TEST, exception: 'AttributeError', message, frames: ['tests/test_a.py', 'shop.py'] }]
    const [verdict] = await answer({ secondFailures, failedOf: [{ testId: TEST, failed: [ALONE] }] })
    expect(verdict).toBe('product_regression')
  })

  test('it is about a parameter that was removed', async () => {
    const removedParameter = [{ testId: TEST, shownBy: reason('same-coverage-without-argument', {}) }]
    expect(await answer({ removedParameter, failedOf: [{ testId: TEST, failed: [ALONE] }] })).toEqual([
      'removed_behaviour',
      0.9,
      'total is now grand_total, and this test is about it: without the argument it reaches just as little of the product before the change',
    ])
  })

  test('a file that loads again: a test in it that still fails gets an answer of its own', async () => {
    const file = 'tests/test_a.py'
    const secondFailures = [{ testId: TEST, exception: 'AssertionError', message: '4 is not 3', frames: [] }]
    const answers = await answersOf(file, [TEST], { secondFailures, failedOf: [{ testId: TEST, failed: [ALONE] }] })
    expect(answers.map(({ failure, verdict }) => [failure.testId, failure.testName, failure.failureType, verdict])).toEqual([
      [file, 'test_a', 'import_error', 'obsolete_test'],
      [TEST, 'test_a', 'assertion_failed', 'product_regression'],
    ])
  })
})
