import { describe, expect, it } from 'vitest'
import { readReport } from '../../../src/engine/reports/read-report.ts'
import { defaultReportLimits } from '../../../src/engine/reports/report-limits.ts'
import { writeZip } from '../../support/actions/zip.ts'
import { jobLog, pieces, readText } from './read-text.ts'

const NUL = '\0'
const SUITE = (cases: string, head = '') => `${head}<testsuites><testsuite name="s" tests="1">${cases}</testsuite></testsuites>`
const FAILING = (name: string, said: string) => SUITE(`<testcase classname="a" name="${name}"><failure message="${said}"/></testcase>`)
const JEST = (title: string, message: string) =>
  JSON.stringify({
    numFailedTestSuites: 1,
    testResults: [
      {
        name: 'a.test.js',
        status: 'failed',
        assertionResults: [{ ancestorTitles: [], title, status: 'failed', failureMessages: [message] }],
      },
    ],
  })
const wide = (text: string, isLittle: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(isLittle ? bytes : bytes.swap16())
}

describe('characters that cannot be kept', () => {
  it.each([
    ['a raw NUL in XML', FAILING(`a${NUL}b`, `x${NUL}y`), 'a␀b', 'x␀y'],
    ['references to NUL', FAILING('a&#0;b', 'x&#x00;y'), 'a␀b', 'x␀y'],
    ['references to half a pair', FAILING('a&#xD800;b', 'x&#57343;y'), 'a\ufffdb', 'x\ufffdy'],
    ['references to both halves', FAILING('a&#55357;&#56832;b', 'x&#xD83D;&#xDE00;y'), 'a😀b', 'x😀y'],
    ['other control characters', FAILING('a&#8;b', `x${String.fromCharCode(8)}&#xFFFF;y`), 'ab', 'xy'],
    ["escapes in Jest's JSON", JEST(`a${NUL}b`, 'x\ud800y'), 'a.test.js > a␀b', 'x\ufffdy'],
  ])('%s', async (_, text, testId, message) => {
    const { report, cases } = await readText(text)
    expect(report.error).toBeUndefined()
    expect(report.failures).toMatchObject([{ testId: expect.stringContaining(testId), message }])
    expect(cases).toMatchObject([{ testId: report.failures[0]?.testId, outcome: 'failed' }])
  })

  it.each(Array.from({ length: 14 }, (_, index) => index + 1))('a reference that is cut into pieces of %i bytes', async (size) => {
    const bytes = new TextEncoder().encode(FAILING('a&#55357;&#56832;&#56832;b', '&lt;&#0;&#65;&#xD83D;'))
    const { readings } = await readReport('file', pieces(bytes, size), defaultReportLimits)
    expect(readings[0]?.report.failures).toMatchObject([{ name: 'a😀\ufffdb', message: '<␀A\ufffd' }])
  })

  it('bytes of half a pair, as Python and Java may write them', async () => {
    const [before, after] = FAILING('a|b', 'no').split('|')
    const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(after ?? '')])
    const { report } = await readText(bytes)
    expect(report.failures).toMatchObject([{ name: expect.stringMatching(/^a\ufffd+b$/) }])
  })

  it('a document that ends in NULs, as a machine leaves it that dies', async () => {
    const { report } = await readText(`${FAILING('a', 'no')}\n${NUL.repeat(5_000)}`)
    expect(report).toMatchObject({ counts: { failed: 1 }, failures: [{ name: 'a' }] })
    expect(report.error).toBeUndefined()
  })

  it('a log with NULs', async () => {
    const { report } = await readText(
      jobLog(
        '===== test session starts =====',
        '===== FAILURES =====',
        '____ test_a ____',
        `E   AssertionError: assert 'a${NUL}b' == 'a'`,
        '',
        'tests/test_a.py:2: AssertionError',
        '===== short test summary info =====',
        `FAILED tests/test_a.py::test_a - AssertionError: assert 'a${NUL}b' == 'a'`,
        '===== 1 failed in 0.10s =====',
      ),
    )
    expect(report.failures).toMatchObject([{ testId: 'tests/test_a.py::test_a', message: expect.stringContaining("'a␀b' == 'a'") }])
  })

  it('names of files in an archive', async () => {
    const zip = writeZip([[`out/a${NUL}b.xml`, FAILING('a', 'no')]])
    const { readings, refusals } = await readReport('results.zip', pieces(zip, 4_096), defaultReportLimits)
    expect(JSON.stringify([readings, refusals])).not.toContain('\\u0000')
    expect([...readings.map(({ report }) => report.file), ...refusals.map(({ name }) => name)]).toEqual(['results.zip:out/a␀b.xml'])
  })

  it('says where different tests get one name', async () => {
    const title = (name: string) => ({ ancestorTitles: [], title: name, status: 'failed', failureMessages: ['no'] })
    const results = [title('takes \ud800'), title('takes \udfff'), title('takes x')]
    const text = JSON.stringify({
      numFailedTestSuites: 1,
      testResults: [{ name: 'a.test.js', status: 'failed', assertionResults: results }],
    })
    const { refusals } = await readReport('jest.json', pieces(new TextEncoder().encode(text)), defaultReportLimits)
    expect(refusals).toMatchObject([{ name: 'jest.json', reason: 'same_name', detail: expect.stringContaining('2 or more tests') }])
  })
})

describe('texts of ten megabytes', () => {
  const long = 'x y: 1 '.repeat(1_500_000)
  it.each([
    ['a message in an attribute', FAILING('a', long)],
    ['a message as text', SUITE(`<testcase classname="a" name="a"><failure>${long}</failure></testcase>`)],
    ['a name', FAILING(long, 'no')],
    ["a message in Jest's JSON", JEST('a', long)],
  ])('%s', async (_, text) => {
    const { report, cases } = await readText(text)
    const [failure] = report.failures
    expect(failure?.testId.length).toBeLessThanOrEqual(800)
    for (const kept of [failure?.message, failure?.name, cases[0]?.name, cases[0]?.suite]) expect(kept?.length).toBeLessThanOrEqual(20_000)
  })
})

describe('encodings', () => {
  const declared = '<?xml version="1.0" encoding="utf-16"?>'
  it.each([
    ['UTF-16 with a mark', wide(`\ufeff${SUITE('<testcase name="grün"><failure/></testcase>', declared)}`, true)],
    ['UTF-16 with the other mark', wide(`\ufeff${SUITE('<testcase name="grün"><failure/></testcase>', declared)}`, false)],
    ['UTF-16 without a mark', wide(SUITE('<testcase name="grün"><failure/></testcase>', declared), true)],
    ['UTF-16 without the other mark', wide(SUITE('<testcase name="grün"><failure/></testcase>', declared), false)],
    ['UTF-8 that is declared as UTF-16', new TextEncoder().encode(SUITE('<testcase name="grün"><failure/></testcase>', declared))],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${SUITE('<testcase name="grün"><failure/></testcase>')}`)],
  ])('%s', async (_, bytes) => {
    const { report } = await readText(bytes)
    expect(report.error).toBeUndefined()
    expect(report.failures).toMatchObject([{ name: 'grün' }])
  })

  it("Jest's JSON, redirected by PowerShell", async () => {
    const { report } = await readText(wide(`\ufeff${JEST('grün', 'no')}`, true))
    expect(report.failures).toMatchObject([{ name: 'grün' }])
  })
})
