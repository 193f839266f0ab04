import { expect, test } from 'vitest'
import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import { judge } from '../../../src/engine/review/judge.ts'
import { refusalReason } from '../../../src/engine/review/refusal-reason.ts'
import { DIFF_LIMITS, tooLarge, withinLimits } from '../../../src/server/intake/diff-limits.ts'
import { verifyReport } from '../../../src/server/intake/verify-report.ts'
import { testParsers } from '../../support/grammars.ts'
import { ANALYSIS, BASE, CANDIDATE, EDIT, HEAD, REPORT, RUNS, reportCase, tree } from './report-case.ts'

const edits = (count: number, file = (at: number) => `tests/test_${at}.py`) =>
  Array.from({ length: count }, (_, at) => ({ ...EDIT, file: file(at), range: { start: at, end: at + 1 } }))
const judgement = (id: string, own: ReturnType<typeof edits>) =>
  judge({
    candidate: { ...CANDIDATE, id, edits: own },
    review: { edits: own.map(() => ({ standing: 'declared' as const, reason: '' })), checks: [] },
    ...{ runChecks: RUNS.checks, analyses: [ANALYSIS], asking: [ANALYSIS], witnesses: [], isAccepted: false, threshold: 0.7 },
  })

test.each([
  ['files', edits(301), 301, 300],
  ['edits', edits(20_001, () => 'tests/test_a.py'), 20_001, 20_000],
  ['bytes', [{ ...EDIT, replacement: 'a'.repeat(1_000_001) }], 1_000_001 + 'total'.length, 1_000_000],
] as const)('a repair of too many %s is too large', (what, own, found, limit) => {
  expect(tooLarge(own)).toEqual({ kind: 'diff_too_large', what, found, limit })
  expect(tooLarge(own.slice(1))).toBeNull()
})

test('what fits into one pull request is offered, and the rest says why not', () => {
  const limits = { ...DIFF_LIMITS, files: 2 }
  const found = withinLimits([judgement('a', edits(2)), judgement('b', edits(3)), judgement('c', edits(1))], limits)
  expect(found.map(({ refusal }) => refusal?.kind ?? null)).toEqual([null, 'diff_too_large', null])
  const [, refusal] = found.map((one) => one.refusal)
  expect(refusal && plainReason(refusalReason(refusal))).toBe('the repair would change 3 files, and a pull request shows no more than 2')
})

test('a report cannot make a pull request that nobody can read', async () => {
  const paths = Array.from({ length: 301 }, (_, at) => `tests/test_cart_${at}.py`)
  const files = Object.fromEntries(paths.map((path) => [path, BASE['tests/test_cart.py']]))
  const candidate = { ...CANDIDATE, edits: paths.map((file) => ({ ...EDIT, file })) }
  const trees = { head: tree({ ...HEAD, ...files }), base: tree({ ...BASE, ...files }) }
  const verdict = await verifyReport(reportCase({ ...REPORT, candidates: [candidate] }, trees), await testParsers())
  expect(verdict).toMatchObject({
    outcome: 'accepted',
    repairs: [{ refusal: { code: 'diff-too-large', parts: { what: 'files', found: 301 } } }],
  })
})
