import { describe, expect, test } from 'vitest'
import type { FailureAnalysis } from '../../src/model/failure-analysis.ts'
import { reason } from '../../src/model/reason.ts'
import type { TestRepair } from '../../src/model/test-repair.ts'
import { healSummary } from '../../src/runner/heal-summary.ts'
import type { Shown } from '../../src/runner/proposal-lines.ts'
import { RESULT } from '../server/intake/report-case.ts'
import { saying } from '../support/reasons.ts'

const SHOWN: Shown = { applied: false, diffs: [], words: { repo: '../my shop', llm: true, flaky: true } }

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
  expect(healSummary({ ...RESULT, analyses, repairs: [] }, SHOWN).split('\n')).toEqual([
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

describe('a proposal', () => {
  const [repair] = RESULT.repairs
  if (!repair) throw new Error('the case has no repair')
  const gates = ['coverage-kept', 'old-holds-without-change', 'fails-without-change', 'strength-maintained']
  const passed = ['passes-alone', 'passes-together', ...gates].map((name) => ({ name, outcome: 'passed' as const, detail: '' }))
  const proposal: TestRepair = {
    ...{ ...repair, accepted: false, tier: 'C', oracle: 'changed', testIds: ["tests/test_fee.py::test_fee[it's]"], checks: passed },
    changes: [{ file: 'tests/test_fee.py', line: 5, before: '5', after: '7', why: 'fees.py:3 changed' }],
    expectations: [{ before: '5', after: '7', explainedBy: 'fees.py:3 changed', witness: '' }],
  }
  const say = (repairs: readonly TestRepair[], more: Partial<Shown> = {}, analyses: readonly FailureAnalysis[] = RESULT.analyses) =>
    healSummary({ ...RESULT, analyses: [...analyses], repairs: [...repairs], patch: 'the patch' }, { ...SHOWN, ...more })

  test('shows its values, its cause, its diff, and what to type', () => {
    expect(say([proposal], { diffs: ['-5\n+7\n'] })).toContain(
      [
        'Proposed, if the change was meant:',
        "  tests/test_fee.py::test_fee[it's]",
        '    5 → 7  because fees.py:3 changed',
        '  -5',
        '  +7',
        '',
        'If the change was meant, say so: the proposal is checked again and enters the patch (with --apply it is written).',
        "  suture heal --repo '../my shop' --accept 'tests/test_fee.py::test_fee[it'\\''s]'",
        'If it was not, undo it in the source: the tests are then right as they are.',
      ].join('\n'),
    )
  })

  test('says what no run has shown, and of what is accepted why, with the signs of a bug that it was accepted against', () => {
    const open = passed.map((check) =>
      check.name === 'coverage-kept' ? { ...check, outcome: 'not_run' as const, detail: 'no lines' } : check,
    )
    expect(say([{ ...proposal, checks: open }])).toContain('\n    not shown yet, run after a yes: coverage kept\n')
    const suspect = { ...broken(1, '7'), failure: { ...broken(1, '7').failure, testId: proposal.testIds[0] ?? '' } }
    expect(say([{ ...proposal, checks: open, accepted: true }], {}, [suspect])).toContain(
      [
        '    5 → 7  because fees.py:3 changed',
        '    not shown by a run: coverage kept: no lines',
        '    although there are signs of a bug: it passed before this change and fails after it',
      ].join('\n'),
    )
  })

  test.each([
    ['not_run', 'rule', 'Proposed, if that is no caller: bin/run may still use it'],
    ['passed', 'example', "Proposed, if the test is to follow as the product's own calls did:"],
    ['passed', 'rule', 'Proposed, if the test is to follow the change in this way:'],
  ] as const)('that keeps every expectation says what is open: callers %s, by %s', (outcome, origin, line) => {
    const callers = { name: 'callers-follow', outcome, detail: 'bin/run may still use it' }
    expect(say([{ ...proposal, origin, oracle: 'preserved', checks: [...passed, callers] }])).toContain(`${line}\n`)
  })

  test('says how to accept all where there are several', () => {
    expect(say([proposal, { ...proposal, testIds: ['b.py::test_b'] }])).toContain(
      "All of them:\n  suture heal --repo '../my shop' --accept\n",
    )
  })

  test.each([
    ['was not run', { ...proposal, checks: [] }],
    ['was refused by a check', { ...proposal, checks: [...passed, { name: 'parses', outcome: 'failed' as const, detail: 'no' }] }],
  ])('is none where it %s', (_, one) => {
    expect(say([one])).not.toMatch(/Proposed|--accept/)
  })

  test('is handed to nobody where its test points to a bug', () => {
    const suspect = { ...broken(1, '7'), failure: { ...broken(1, '7').failure, testId: proposal.testIds[0] ?? '' } }
    expect(say([proposal], {}, [suspect])).not.toMatch(/Proposed|--accept/)
  })

  test('is shown as accepted once it is in the patch, with what writes it', () => {
    const said = say([{ ...proposal, accepted: true }])
    expect(said).toContain('Accepted, so that what these tests expect changes:')
    expect(said).toContain("--accept 'tests/test_fee.py::test_fee[it'\\''s]' --apply")
    expect(say([{ ...proposal, accepted: true }], { applied: true })).not.toContain('To write the patch')
  })
})
