import { beforeAll, describe, expect, it, test } from 'vitest'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import { editedFiles } from '../../../src/engine/repair/edited-files.ts'
import { MAX_REPORT_BYTES } from '../../../src/protocol/heal-report.ts'
import type { ReportCase, ReportVerdict } from '../../../src/server/intake/report-case.ts'
import { verifyReport } from '../../../src/server/intake/verify-report.ts'
import { testParsers } from '../../support/grammars.ts'
import { ANALYSIS, BASE, CANDIDATE, EDIT, HEAD, REPAIRED, REPORT, RUNS, reportCase, rewritten, tree } from './report-case.ts'

let parsers: Parsers
beforeAll(async () => {
  parsers = await testParsers()
})

const verify = (given: ReportCase) => verifyReport(given, parsers)
const TEST = 'tests/test_cart.py'
const withFile = (path: string, content = REPAIRED) => ({ ...REPORT, candidates: [rewritten(content, path)] })
/** The files that would be committed. */
const composed = (verdict: ReportVerdict) => {
  if (verdict.outcome !== 'accepted') throw new Error(verdict.reason)
  const edits = verdict.repairs.flatMap((one) => (one.refusal === null ? one.edits : []))
  return editedFiles(edits, new Map(verdict.heads.map(({ path, text }) => [path, text])))
}
const refusal = (verdict: ReportVerdict) =>
  verdict.outcome === 'accepted' ? verdict.repairs.map((one) => one.refusal && plainReason(one.refusal)) : verdict.reason

describe('an honest report', () => {
  it('is accepted, with the changes and checks that the server found itself', async () => {
    const verdict = await verify(reportCase())
    if (verdict.outcome !== 'accepted') throw new Error(verdict.reason)
    const [repair] = verdict.repairs
    expect(repair).toMatchObject({ tier: 'A', refusal: null })
    expect(repair?.changes.map(({ symbol, newSymbol }) => [symbol, newSymbol])).toEqual([['Cart.total', 'grand_total']])
    expect(repair?.ownChecks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['parses', 'passed'],
      ['test-files-only', 'passed'],
      ['symbols-resolve', 'passed'],
      ['oracle-preserved', 'passed'],
      ['assertions-kept', 'not_run'],
      ['callers-follow', 'passed'],
      ['passed-tests-unchanged', 'not_run'],
    ])
    expect(repair?.claimedChecks.map(({ name }) => name)).toEqual(['passes-alone', 'passes-together', 'nothing-else-broke'])
    expect(composed(verdict)).toEqual([{ path: TEST, before: BASE[TEST], after: REPAIRED }])
    expect(verdict.heads).toEqual([{ path: TEST, text: BASE[TEST], mode: '100644' }])
  })

  it('keeps the mode of an executable test', async () => {
    const head = tree(HEAD, { [TEST]: { mode: '100755', text: HEAD[TEST] } })
    const verdict = await verify(reportCase(REPORT, { head }))
    expect(verdict).toMatchObject({ outcome: 'accepted', heads: [{ mode: '100755' }] })
  })
})

describe('a text that is no source and still says the old name', () => {
  it.each([
    ['a template', 'src/shop/templates/cart.html', '<p>{{ cart.total }}</p>\n'],
    ['another language', 'web/pay.js', 'export const sum = (cart) => cart.total()\n'],
  ])('%s keeps a repair from being offered, whatever the report says', async (_what, path, text) => {
    const head = tree({ ...HEAD, [path]: text })
    const verdict = await verify(reportCase(REPORT, { head, tested: head, base: tree({ ...BASE, [path]: text }) }))
    expect(verdict).toMatchObject({ repairs: [{ tier: 'C' }] })
    expect(refusal(verdict)).toEqual([`${path}:1 may still use Cart.total the old way`])
  })
})

describe('a report that is not the one asked for', () => {
  it.each([
    ['another nonce', { ...REPORT, nonce: '00'.repeat(16) }, /another job/],
    ['another healing', { ...REPORT, healing: 'someone-else' }, /another job/],
    ['another generation', { ...REPORT, generation: 2 }, /another job/],
    ['no evidence', { ...REPORT, evidence: null }, /does not match its schema/],
    ['a newer protocol', { ...REPORT, protocol: 9 }, /does not match its schema/],
  ])('is rejected for %s', async (_what, report, reason) => {
    expect(await verify(reportCase(report))).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(reason) })
  })

  it('is rejected when it is no JSON, or too large to be read', async () => {
    const given = reportCase()
    expect(await verify({ ...given, reportBytes: new Uint8Array([0xff, 0xfe]) })).toMatchObject({ reason: 'the report is not JSON' })
    expect(await verify({ ...given, reportBytes: new Uint8Array(MAX_REPORT_BYTES + 1) })).toMatchObject({ outcome: 'rejected' })
  })
})

describe('a forged patch', () => {
  it.each([
    ['product code', 'src/shop/cart.py', /not a test file/],
    ['a workflow', '.github/workflows/test.yml', /no test framework/],
    ['a test below .github', '.github/tests/test_x.py', /hidden folder/],
    ['a path outside', '../tests/test_cart.py', /not a path inside/],
    ['a path that climbs', 'tests/../../test_cart.py', /not a path inside/],
    ['an absolute path', '/tests/test_cart.py', /not a path inside/],
    ['git itself', '.git/test_hooks.py', /not a path inside/],
    ['a path that reads backwards', 'tests/test_\u202Ecart.py', /not a path inside/],
    ['a new test file', 'tests/test_new.py', /not part of the commit/],
    ['a file of another language', 'tests/cart.test.ts', /no test framework/],
  ])('that touches %s is rejected whole', async (_what, path, reason) => {
    expect(await verify(reportCase(withFile(path)))).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(reason) })
  })

  it('that writes through a symbolic link is rejected', async () => {
    const head = tree(HEAD, { [TEST]: { mode: '120000', text: null } })
    expect(await verify(reportCase(REPORT, { head }))).toMatchObject({ reason: expect.stringMatching(/symbolic link/) })
  })

  it('of a file that CI tested in another form is rejected', async () => {
    const tested = tree({ ...HEAD, [TEST]: `${HEAD[TEST]}\n# merged\n` })
    expect(await verify(reportCase(REPORT, { tested }))).toMatchObject({ reason: expect.stringMatching(/its text differs in the tree/) })
  })

  it('of a file that the settings exclude is rejected', async () => {
    const given = reportCase()
    const settings = { ...given.settings, TEST_FILES_EXCLUDE: ['tests/**'] }
    expect(await verify({ ...given, settings })).toMatchObject({ reason: expect.stringMatching(/listed in TEST_FILES_EXCLUDE/) })
  })
})

describe('a tier that its own diff contradicts', () => {
  it.each([
    ['a changed expectation', REPAIRED.replace('== 0', '== 1')],
    ['a removed assertion', REPAIRED.replace('assert Cart().grand_total() == 0', 'Cart().grand_total()')],
    ['a loosened assertion', REPAIRED.replace('== 0', '>= 0')],
    ['a skipped test', REPAIRED.replace('def test_total', 'import pytest\n\n\n@pytest.mark.skip\ndef test_total')],
    ['another name than the declared one', REPAIRED.replace('grand_total', 'subtotal')],
    ['a file that does not parse', `${REPAIRED}\ndef broken(:\n`],
  ])('is refused for %s', async (_what, content) => {
    const verdict = await verify(reportCase(withFile(TEST, content)))
    expect(verdict).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'C' }] })
    expect(refusal(verdict)).toEqual([expect.stringMatching(/does not follow from the change/)])
    expect(composed(verdict)).toEqual([])
  })

  it('is taken where it equals what the server makes itself, however it is put', async () => {
    expect(composed(await verify(reportCase(withFile(TEST, REPAIRED))))).toEqual([])
    const twice = { ...CANDIDATE, id: 'two' }
    const verdict = await verify(reportCase({ ...REPORT, candidates: [CANDIDATE, twice], runs: [RUNS, { ...RUNS, candidate: 'two' }] }))
    expect(composed(verdict)).toEqual([{ path: TEST, before: BASE[TEST], after: REPAIRED }])
  })

  it('changes a value only by scope, and never unasked', async () => {
    const start = BASE[TEST].indexOf('== 0') + 3
    const value = { ...EDIT, range: { start, end: start + 1 }, replacement: '1', effect: 'expectation', value: { before: '0', after: '1' } }
    const proposal = { ...CANDIDATE, strategy: 'update_assertion', edits: [EDIT, value] }
    const verdict = await verify(reportCase({ ...REPORT, candidates: [proposal] }))
    expect(verdict).toMatchObject({ repairs: [{ tier: 'C', refusal: { code: 'changes-expectation' } }] })
    const wider = { ...value, range: { start: start - 3, end: start + 1 }, replacement: '== 1' }
    expect(refusal(await verify(reportCase({ ...REPORT, candidates: [{ ...proposal, edits: [wider] }] })))).toEqual([
      'it replaces more than the value that it names',
    ])
  })

  it('is refused where the product itself followed only half-way', async () => {
    const head = tree({ ...HEAD, 'src/shop/checkout.py': BASE['src/shop/checkout.py'] })
    const verdict = await verify(reportCase(REPORT, { head }))
    expect(verdict).toMatchObject({ repairs: [{ tier: 'C', refusal: { code: 'check-failed', parts: { check: 'callers-follow' } } }] })
  })

  it('is refused where nothing was renamed at all', async () => {
    expect(await verify(reportCase(REPORT, { base: tree(HEAD) }))).toMatchObject({
      repairs: [{ tier: 'C', refusal: { code: 'foreign-edit' } }],
    })
  })
})

describe('a repair is offered only', () => {
  const runs = (checks: typeof RUNS.checks) => ({ ...REPORT, runs: [{ ...RUNS, checks }] })
  const failing = { name: 'nothing-else-broke', outcome: 'failed' as const, detail: 'x' }

  it.each([
    ['when a run showed that it passes', runs([]), /no run showed/],
    ['when there are runs of it', { ...REPORT, runs: [] }, /no run showed/],
    ['when no check of the runner failed', runs([...RUNS.checks, failing]), /nothing else broke/],
    [
      'from the confidence on that the repository asks for',
      { ...REPORT, candidates: [{ ...CANDIDATE, confidence: 0.5 }] },
      /confidence of 0.50/,
    ],
    [
      'for tests that are out of date beyond doubt',
      { ...REPORT, evidence: { ...REPORT.evidence, analyses: [{ ...ANALYSIS, verdict: 'product_regression' }] } },
      /not certain enough/,
    ],
  ])('%s', async (_what, report, reason) => {
    const verdict = await verify(reportCase(report))
    expect(composed(verdict)).toEqual([])
    expect(refusal(verdict)).toEqual([expect.stringMatching(reason)])
  })

  it('when the server could read the whole repository', async () => {
    const verdict = await verify(reportCase(REPORT, { base: { ...tree(BASE), isComplete: false } }))
    expect(verdict).toMatchObject({ repairs: [{ tier: 'C', refusal: { code: 'too-large-to-check' } }] })
  })

  it('with a refused one of the same file left out, edit by edit', async () => {
    const forged = { ...rewritten(REPAIRED.replace('== 0', '== 1')), id: 'two' }
    const verdict = await verify(reportCase({ ...REPORT, candidates: [CANDIDATE, forged], runs: [RUNS, { ...RUNS, candidate: 'two' }] }))
    expect(refusal(verdict)).toEqual([null, expect.stringMatching(/does not follow from the change/)])
    expect(composed(verdict)).toEqual([{ path: TEST, before: BASE[TEST], after: REPAIRED }])
  })
})

test('a report of the previous protocol is answered; its files are not taken, and that is said', async () => {
  // as protocol 1 wrote it: reasons are sentences
  const { reason: _reason, ...rest } = ANALYSIS
  const old = {
    ...rest,
    rootCause: 'total is now grand_total',
    evidence: [{ rung: 'declared contract change', outcome: 'decisive', detail: 'x' }],
  }
  const result = { analyses: [old], repairs: [{ testIds: CANDIDATE.testIds, accepted: true }] }
  const { protocol: _, evidence: __, candidates: ___, runs: ____, ...heading } = REPORT
  const verdict = await verify(reportCase({ ...heading, protocol: 1, result, files: [{ path: TEST, content: REPAIRED }] }))
  expect(verdict).toMatchObject({ outcome: 'accepted', repairs: [], heads: [], error: { code: 'previous_protocol' } })
  expect(verdict).toMatchObject({
    analyses: [{ verdict: 'obsolete_test', reason: { code: 'earlier-version', parts: { text: 'total is now grand_total' } } }],
  })
})
