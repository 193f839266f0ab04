import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const suite = (cases: string, attributes = 'name="s"') =>
  `<?xml version="1.0"?><testsuites><testsuite ${attributes}>${cases}</testsuite></testsuites>`

describe('readJunitXml', () => {
  it('counts the cases, whatever the attributes of the suite say', async () => {
    const { report, cases } = await readText(
      suite(
        '<testcase name="a"/><testcase name="b"><failure message="no"/></testcase><testcase name="c"><error/></testcase><testcase name="d"><skipped/></testcase>',
        'name="s" tests="99" failures="0"',
      ),
    )
    expect(report.counts).toEqual({ run: 3, passed: 1, failed: 1, errored: 1, skipped: 1 })
    expect(report.class).toBe('test_failure')
    expect(cases.map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'errored', 'skipped'])
  })

  it('counts a case once, an error before a failure before a skip', async () => {
    const { report } = await readText(
      suite(
        '<testcase name="a"><failure message="first"/><failure/></testcase><testcase name="b"><failure/><error/></testcase><testcase name="c" status="disabled"><failure/></testcase>',
      ),
    )
    expect(report.counts).toMatchObject({ run: 3, failed: 2, errored: 1, skipped: 0 })
    expect(report.failures[0]?.message).toBe('first')
  })

  it('takes a test that passed after reruns for passed and flaky', async () => {
    const { report, cases } = await readText(
      suite(
        '<testcase name="a" classname="C"><flakyFailure message="x"/></testcase><testcase name="b" classname="C"><failure/><rerunFailure/><rerunFailure/></testcase>',
      ),
    )
    expect(report.counts).toMatchObject({ passed: 1, failed: 1 })
    expect(cases[0]).toMatchObject({ outcome: 'passed', flaky: true })
  })

  it('folds the empty cases that pytest leaves for earlier attempts', async () => {
    const attempt = (name: string, inner = '') => `<testcase classname="tests.test_a" name="${name}">${inner}</testcase>`
    const { report, cases } = await readText(
      suite(
        attempt('test_x') +
          attempt('test_other') +
          attempt('test_x') +
          attempt('test_y') +
          attempt('test_y', '<failure message="assert 0"/>'),
        'name="pytest"',
      ),
    )
    expect(report.counts).toEqual({ run: 3, passed: 2, failed: 1, errored: 0, skipped: 0 })
    expect(report.failures.map(({ testId }) => testId)).toEqual(['tests/test_a.py::test_y'])
    expect(cases.find(({ name }) => name === 'test_x')).toMatchObject({ flaky: true })
  })

  it('takes equal tests of two merged suites for two tests', async () => {
    const once = (inner = '') => `<testcase classname="tests.test_a" name="test_x">${inner}</testcase>`
    const legs = ['', '<failure message="assert 0"/>'].map((inner) => `<testsuite name="pytest">${once(inner)}</testsuite>`)
    const { report } = await readText(`<testsuites>${legs.join('')}</testsuites>`)
    expect(report.counts).toMatchObject({ run: 2, passed: 1, failed: 1 })
  })

  const bad = '<failure message="no"/>'
  it.each([
    ['Gradle', 'name="shop.Till"', (inner: string) => `<testcase classname="shop.Till" name="opens()">${inner}</testcase>`],
    ['Bun', 'name="a.test.ts"', (inner: string) => `<testcase classname="" name="opens" file="a.test.ts" line="4">${inner}</testcase>`],
  ])('folds the failing attempts that %s leaves before the one that passed', async (tool, attributes, one) => {
    const root = tool === 'Bun' ? '<testsuites name="bun test">' : '<testsuites>'
    const document = (...inner: readonly string[]) =>
      readText(`${root}<testsuite ${attributes} hostname="a">${inner.map(one).join('')}</testsuite></testsuites>`)
    const passed = await document(bad, bad, '')
    expect(passed.report).toMatchObject({ class: 'none', counts: { run: 1, passed: 1, failed: 0 }, failures: [] })
    expect(passed.cases).toMatchObject([{ outcome: 'passed', flaky: true }])
    const failed = await document(bad, bad)
    expect(failed.report).toMatchObject({ class: 'test_failure', counts: { failed: 2 } })
    const other = await document('', bad)
    expect(other.report).toMatchObject({ class: 'test_failure', counts: { passed: 1, failed: 1 } })
  })

  it('never takes rows of one title for attempts', async () => {
    const row = (inner: string) => `<testcase classname="shop.Till" name="adds(int, int)">${inner}</testcase>`
    const { report } = await readText(suite(row(bad) + row(''), 'name="shop.Till" hostname="a"'))
    expect(report).toMatchObject({ class: 'test_failure', counts: { run: 2, passed: 1, failed: 1 } })
  })

  it.each([
    ['pytest', 'name="pytest"', 'classname="tests.test_a.TestA" name="test_x[1]"', 'tests/test_a.py::TestA::test_x[1]'],
    [
      'maven',
      'name="com.example.CartTest" xsi:noNamespaceSchemaLocation="surefire-test-report.xsd"',
      'classname="com.example.CartTest" name="total"',
      'com.example.CartTest#total',
    ],
    ['mocha', 'name="Mocha Tests"', 'classname="cart tax" name="rounds" file="test/a.spec.js"', 'test/a.spec.js > cart tax > rounds'],
    [
      'playwright',
      'name="a.spec.ts" hostname="firefox"',
      'classname="a.spec.ts" name="cart › rounds"',
      'a.spec.ts > cart > rounds[firefox]',
    ],
    [
      'cypress',
      'name="Cart" file="cypress/e2e/cart.cy.ts"',
      'classname="adds" name="Cart adds"',
      'cypress/e2e/cart.cy.ts > adds > Cart adds',
    ],
  ])('recognises %s and writes its ids', async (framework, suiteAttributes, caseAttributes, testId) => {
    const { report } = await readText(suite(`<testcase ${caseAttributes}><failure/></testcase>`, suiteAttributes))
    expect(report).toMatchObject({ framework, failures: [{ testId }] })
  })

  it('keeps the lines of each failing case', async () => {
    const { report } = await readText(
      '<testsuite name="s">\n<testcase name="a"/>\n<testcase name="b">\n<failure>x</failure>\n</testcase>\n</testsuite>',
    )
    expect(report.failures[0]?.span).toEqual([3, 5])
  })

  it('opens no entity, and gives no counts for a document that has one', async () => {
    const { report } = await readText(
      '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&x;"/></testsuite>',
    )
    expect(report.error).toMatch(/undefined entity/)
    expect(report.counts.run).toBe(0)
    expect(JSON.stringify(report)).not.toContain('root:')
  })

  it('does not expand nested entities', async () => {
    const { report } = await readText(
      '<!DOCTYPE testsuite [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><testsuite><testcase name="x">&b;</testcase></testsuite>',
    )
    expect(report.error).toBeDefined()
  })

  it('drops control characters, raw and as references', async () => {
    const { report } = await readText(
      suite(`<testcase name="a"><failure message="re${String.fromCharCode(27)}d &#x1b;[0m &#0;"/></testcase>`),
    )
    expect(report.error).toBeUndefined()
    expect(report.counts.failed).toBe(1)
  })

  it('says of a truncated document what it had read, and counts nothing', async () => {
    const whole = suite('<testcase name="a"><failure message="no"/></testcase><testcase name="b"/><testcase name="c"/>')
    const { report, cases } = await readText(whole.slice(0, whole.indexOf('name="c"')))
    expect(report).toMatchObject({ truncated: true, counts: { run: 0, passed: 0 }, failures: [{ message: 'no' }] })
    expect(cases).toHaveLength(2)
  })

  it('does not call a document green whose totals speak of failures that it does not list', async () => {
    const { report } = await readText(suite('<testcase name="a"/>', 'name="s" failures="1"'))
    expect(report).toMatchObject({ class: 'test_failure', truncated: true })
  })

  it('counts by the attributes where no case is listed, and a suite that could not be set up', async () => {
    expect((await readText('<testsuite name="s" tests="4" failures="2" errors="0"/>')).report.counts.failed).toBe(2)
    const { report } = await readText('<testsuite name="s"><error message="no class"/></testsuite>')
    expect(report.counts.errored).toBe(1)
  })

  it('says of other XML that it is no report', async () => {
    const { report, isReport } = await readText('<?xml version="1.0"?><coverage line-rate="1"/>')
    expect(isReport).toBe(false)
    expect(report.error).toMatch(/not a JUnit report/)
  })

  it('reads the encoding that the document declares', async () => {
    const bytes = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="gr\u00fcn"><failure/></testcase></testsuite>',
      'latin1',
    )
    expect((await readText(bytes)).report.failures[0]?.name).toBe('grün')
  })
})
