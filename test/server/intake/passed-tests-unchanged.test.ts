import { beforeAll, describe, expect, test } from 'vitest'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import { type CiTest, passedTestsUnchanged } from '../../../src/server/intake/passed-tests-unchanged.ts'
import { verifyReport } from '../../../src/server/intake/verify-report.ts'
import { testParsers } from '../../support/grammars.ts'
import { CANDIDATE, EDIT, HEAD, REPORT, RUNS, reportCase, tree } from './report-case.ts'

let parsers: Parsers
beforeAll(async () => {
  parsers = await testParsers()
})

const PATH = 'tests/test_cart.py'
const ciTest = (name: string, outcome: CiTest['outcome'], row = ''): CiTest => ({
  testId: `${PATH}::${name}${row}`,
  suite: [],
  name,
  outcome,
})
const BEFORE = `from shop.cart import Cart


def test_total():
    assert Cart().total() == 0


def test_empty():
    assert Cart().items == []


@pytest.mark.parametrize("n", [0, 1])
def test_rows(n):
    assert Cart().count() == n
`
const examine = (after: string, tests: readonly CiTest[], isComplete = true) =>
  passedTestsUnchanged([{ path: PATH, before: BEFORE, after }], { tests: new Map([[PATH, tests]]), isComplete }, parsers)

const TESTS = [
  ...[ciTest('test_total', 'failed'), ciTest('test_empty', 'passed')],
  ...[ciTest('test_rows', 'passed', '[0]'), ciTest('test_rows', 'failed', '[1]')],
]

describe('passed tests', () => {
  test('are refused by name where one of them is edited', () => {
    const after = BEFORE.replace('.total()', '.grand_total()').replace('.items == []', '.items != 0')
    expect(examine(after, TESTS)).toEqual({
      ...{ name: 'passed-tests-unchanged', outcome: 'failed' },
      detail: 'it edits tests/test_cart.py::test_empty, which CI saw pass',
    })
  })

  test('may lie beside a failed one that is edited, and share its text', () => {
    const after = BEFORE.replace('.total()', '.grand_total()').replace('.count()', '.size()')
    expect(examine(after, TESTS)).toMatchObject({ outcome: 'passed', detail: '1 of the tests that CI saw pass keep their text' })
    const allPassed = TESTS.map((one) => (one.name === 'test_rows' ? { ...one, outcome: 'passed' as const } : one))
    expect(examine(after, allPassed)).toMatchObject({ outcome: 'failed', detail: expect.stringMatching(/test_rows\[0\] and 1 more/) })
  })

  test('that nobody lists refuse nothing, and that is said', () => {
    const after = BEFORE.replaceAll('Cart()', 'Other()')
    const failed = TESTS.filter(({ outcome }) => outcome === 'failed')
    expect(examine(after, failed)).toMatchObject({ outcome: 'not_run', detail: `no CI report lists passed tests of ${PATH}` })
    expect(examine(after, [], false)).toMatchObject({ outcome: 'not_run', detail: expect.stringMatching(/more tests than Suture reads/) })
    expect(examine(after, [ciTest('test_elsewhere', 'passed')])).toMatchObject({
      outcome: 'not_run',
      detail: expect.stringMatching(/none of the tests that passed in CI was found/),
    })
  })
})

describe('a report', () => {
  const SHELF = '\n\ndef test_shelf():\n    if False:\n        assert Cart().total() == 0\n'
  const text = HEAD[PATH] + SHELF
  const head = tree({ ...HEAD, [PATH]: text })
  const start = text.lastIndexOf('total')
  const more = { ...EDIT, range: { start, end: start + 'total'.length } }
  const given = reportCase({ ...REPORT, candidates: [{ ...CANDIDATE, edits: [EDIT, more] }] }, { head })
  const tests = new Map([[PATH, [ciTest('test_total', 'failed'), ciTest('test_shelf', 'passed')]]])

  test('that follows a rename into a test that passed is refused, whatever its other checks say', async () => {
    const verdict = await verifyReport({ ...given, ciOutcomes: { tests, isComplete: true } }, parsers)
    expect(verdict).toMatchObject({
      outcome: 'accepted',
      repairs: [
        {
          refusal: {
            code: 'check-failed',
            parts: { check: 'passed-tests-unchanged', detail: 'it edits tests/test_cart.py::test_shelf, which CI saw pass' },
          },
        },
      ],
    })
    const allowed = await verifyReport(given, parsers)
    expect(allowed).toMatchObject({ outcome: 'accepted', repairs: [{ refusal: null }] })
  })

  test('has no word of its own on this check', async () => {
    const checks = [...RUNS.checks, { name: 'passed-tests-unchanged', outcome: 'passed' as const, detail: 'trust me' }]
    const verdict = await verifyReport(reportCase({ ...REPORT, runs: [{ ...RUNS, checks }] }), parsers)
    if (verdict.outcome !== 'accepted') throw new Error(verdict.reason)
    expect(verdict.repairs[0]?.claimedChecks.map(({ name }) => name)).not.toContain('passed-tests-unchanged')
  })
})
