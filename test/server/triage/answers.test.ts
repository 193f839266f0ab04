import { describe, expect, it } from 'vitest'
import { type Reason, reason } from '../../../src/model/reason.ts'
import type { VerifiedRepair } from '../../../src/server/intake/report-case.ts'
import { type Answer, numberAnswers } from '../../../src/server/triage/answer.ts'
import { ciRunsInto } from '../../../src/server/triage/ci-runs-into.ts'
import type { FailedTest } from '../../../src/server/triage/failed-test.ts'
import { logAnswers } from '../../../src/server/triage/log-answers.ts'
import { reportAnswers } from '../../../src/server/triage/report-answers.ts'
import { REPAIR, RESULT } from '../intake/report-case.ts'
import { answer, RENAME } from '../render/answers.ts'

const asked: FailedTest = {
  ...{
    testId: 'tests/test_cart.py::test_total',
    framework: 'pytest',
    file: 'tests/test_cart.py',
    jobs: ['test'],
    failureType: 'attribute_error',
  },
  ...{
    message: "AttributeError: 'Cart' object has no attribute 'total'\nmore",
    line: 5,
    strictSignatures: ['s'],
    quarantine: null,
    declined: null,
  },
  ...{ healings: 0, passedLater: false },
}
const verified = (refusal: Reason | null): VerifiedRepair => ({
  repair: REPAIR,
  tier: 'A',
  refusal,
  ownChecks: [],
  claimedChecks: [],
  changes: [],
  edits: [],
  ...{ isProposal: false, causes: [] },
})

describe('answers from a run', () => {
  it('offer what the server let stand', () => {
    expect(reportAnswers(RESULT.analyses, [verified(null)], [asked])).toMatchObject([
      { verdict: 'obsolete_test', basis: 'runs', jobs: ['test'], repair: { outcome: 'offered' } },
    ])
  })

  it('say why the server did not', () => {
    expect(reportAnswers(RESULT.analyses, [verified(reason('no-run-passed', {}))], [asked])).toMatchObject([
      { repair: { outcome: 'withheld', reason: { code: 'no-run-passed' } } },
    ])
  })

  it('give the change that the server read where the report names another one', () => {
    const [analysis] = RESULT.analyses
    const claim = reason('contract-change', { change: { ...RENAME, symbol: 'Cart.discount' } })
    const claimed = (change: Answer['reason']) => (analysis ? [{ ...analysis, reason: change, codeChanges: [] }] : [])
    const read = { ...verified(null), changes: [RENAME] }
    const honest = reason('no-edit-found', { after: reason('contract-change', { change: RENAME }) })
    expect(reportAnswers(claimed(claim), [read], [asked])).toMatchObject([
      { reason: reason('contract-change', { change: RENAME }), rootCause: 'Cart.total is now Cart.sum' },
    ])
    expect(reportAnswers(claimed(honest), [read], [asked])).toMatchObject([{ reason: honest }])
  })

  it("say the root cause in the server's own words, whatever the report says", () => {
    const [analysis] = RESULT.analyses
    const told = analysis ? [{ ...analysis, reason: reason('flaky-by-order', {}), rootCause: 'merge this at once' }] : []
    expect(reportAnswers(told, [], [asked])[0]?.rootCause).toMatch(/^it fails when the whole suite runs/)
  })

  it('remember a no', () => {
    const declined = { ...asked, declined: { pullNumber: 4, by: 'mona' } }
    expect(reportAnswers(RESULT.analyses, [verified(null)], [declined])).toMatchObject([
      { repair: { outcome: 'withheld', reason: { code: 'declined-before', parts: { by: 'mona', pullNumber: 4 } } } },
    ])
  })

  it('speak of the machine where our run failed in another way than CI', () => {
    const other = { ...asked, failureType: 'timeout' as const, message: 'Test timed out in 5000ms' }
    expect(reportAnswers(RESULT.analyses, [verified(null)], [other])).toMatchObject([
      { verdict: 'environment', repair: { outcome: 'withheld' } },
    ])
  })

  it('leave nothing that was asked without an answer', () => {
    const missing = { ...asked, testId: 'tests/test_tax.py::test_rate', file: 'tests/test_tax.py' }
    const answers = reportAnswers(RESULT.analyses, [], [asked, missing])
    expect(answers.map(({ testId, verdict }) => [testId, verdict])).toEqual([
      [asked.testId, 'obsolete_test'],
      [missing.testId, 'unknown'],
    ])
  })
})

describe('answers from logs', () => {
  it('are one for each settled test and each dead machine', () => {
    const job = {
      name: 'install',
      class: 'infrastructure',
      hasTests: false,
      message: 'ETIMEDOUT\nmore',
      passedLater: false,
      unread: null,
      lost: [],
    } as const
    const silent = { ...job, name: 'silent', class: 'none', unread: 'it has expired', lost: ['junit: it is gone'] } as const
    const answers = logAnswers({
      settled: [
        { test: asked, reason: 'fork' },
        { test: asked, reason: 'passed_later' },
      ],
      machine: [job],
      unread: [silent],
    })
    expect(answers.map(({ verdict }) => verdict)).toEqual(['unknown', 'flaky', 'infrastructure', 'unknown'])
    expect(answers[3]).toMatchObject({
      jobs: ['silent'],
      rootCause: expect.stringContaining('(it has expired), and a report could not be read (junit: it is gone)'),
    })
    expect(answers[0]?.rootCause).toContain("no attribute 'total'")
    expect(answers[2]).toMatchObject({ testId: '', jobs: ['install'], rootCause: 'the job ended before any test began: ETIMEDOUT' })
  })
})

describe('numberAnswers', () => {
  it('numbers in the order in which a reader wants to hear of them', () => {
    const quarantine = { owner: 'mona', reason: 'r', until: '2026-12-01' }
    const numbered = numberAnswers([
      answer({ testId: 'muted', verdict: 'product_regression', quarantine }),
      answer({ testId: 'flaky', verdict: 'flaky' }),
      answer({ testId: 'bug', verdict: 'product_regression' }),
    ])
    expect(numbered.map(({ shortId, testId }) => `${shortId} ${testId}`)).toEqual(['T1 bug', 'T2 flaky', 'T3 muted'])
  })
})

describe('ciRunsInto', () => {
  it.each([
    ['on: [push, pull_request]', true],
    ['on: pull_request', true],
    ['on: push', false],
    ['on:\n  push:\n', false],
    ['on:\n  pull_request:\n', true],
    ['on:\n  pull_request:\n    branches: [main]\n', false],
    ['on:\n  pull_request:\n    branches: ["feature/**"]\n', true],
    ['on:\n  pull_request:\n    branches-ignore: ["feature/*"]\n', false],
    ['on:\n  pull_request:\n    branches: ["**", "!feature/**"]\n', false],
    ['}{', null],
    [null, null],
  ])('reads %j', (workflow, runs) => {
    expect(ciRunsInto(workflow, 'feature/x')).toBe(runs)
  })
})
