import { expect, test } from 'vitest'
import type { FailureAnalysis } from '../../src/model/failure-analysis.ts'
import { reason } from '../../src/model/reason.ts'
import { healSummary } from '../../src/runner/heal-summary.ts'
import { RESULT } from '../server/intake/report-case.ts'
import { saying } from '../support/reasons.ts'

const [analysis] = RESULT.analyses
if (!analysis) throw new Error('the case has no analysis')
const broken = (index: number, actual: string): FailureAnalysis => ({
  ...analysis,
  failure: { ...analysis.failure, testId: `tests/test_tax.py::test_${index}` },
  ...{ verdict: 'product_regression', ...saying('it passed before this change and fails after it') },
  values: { expected: '119', actual },
  ...{ culprits: [{ file: 'tax.py', line: 40, hunk: '-a\n+b' }], culprit: { file: 'tax.py', line: 40, hunk: '-a\n+b' } },
  evidence: [
    {
      rung: 'causal-hunk',
      outcome: 'supports',
      reason: reason('causal-hunk', { places: [{ file: 'tax.py', line: 40 }], more: 0, files: 1, runs: 3 }),
    },
  ],
})

test('each cause is explained once, with its tests', () => {
  const analyses = [broken(1, '0'), analysis, broken(2, '1')]
  expect(healSummary({ ...RESULT, analyses, repairs: [] }, { applied: false }).split('\n')).toEqual([
    'broken product: it passed before this change and fails after it',
    '2 tests fail for this one reason.',
    '  tests/test_tax.py::test_1',
    '  tests/test_tax.py::test_2',
    '    expected 119',
    '    actual   0',
    '    and other values in 1 of them',
    '    -a',
    '    +b',
    '',
    'out-of-date test: Cart.total was renamed',
    '  tests/test_cart.py::test_total',
    '',
    '0.0 s, of which the tests took 0.0 s',
  ])
})

test('a proposal shows its values, its cause, and what to type', () => {
  const [repair] = RESULT.repairs
  if (!repair) throw new Error('the case has no repair')
  const proposal = {
    ...{ ...repair, accepted: false, tier: 'C' as const, oracle: 'changed' as const, testIds: ["tests/test_fee.py::test_fee[it's]"] },
    changes: [{ file: 'tests/test_fee.py', line: 5, before: '5', after: '7', why: 'fees.py:3 changed' }],
    expectations: [{ before: '5', after: '7', explainedBy: 'fees.py:3 changed', witness: '' }],
  }
  const said = healSummary({ ...RESULT, repairs: [proposal] }, { applied: false })
  expect(said).toContain(
    [
      'Proposed, if the change was meant:',
      '  tests/test_fee.py:5  5 → 7',
      '  because fees.py:3 changed',
      "  --accept 'tests/test_fee.py::test_fee[it'\\''s]'",
    ].join('\n'),
  )
  const foreign = { ...proposal, checks: proposal.checks.filter(({ name }) => name !== 'passes-alone') }
  expect(healSummary({ ...RESULT, repairs: [foreign] }, { applied: false })).not.toContain('Proposed')
})
