import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const result = (title: string, status: string, more: object = {}) => ({
  ancestorTitles: ['cart'],
  title,
  status,
  failureMessages: status === 'failed' ? ['Error: no\n    at a (/home/runner/work/r/r/a.test.js:3:1)'] : [],
  ...more,
})
const testFile = (name: string, status: string, assertionResults: object[], message = '') => ({
  name: `/home/runner/work/r/r/${name}`,
  status,
  message,
  assertionResults,
})

describe('readJson', () => {
  it('reads Jest', async () => {
    const files = [
      testFile('a.test.js', 'failed', [
        result('adds', 'passed'),
        result('rounds', 'failed'),
        result('later', 'todo'),
        result('skips', 'pending'),
      ]),
    ]
    const { report, cases } = await readText(
      JSON.stringify({ numFailedTestSuites: 1, numFailedTests: 1, success: false, testResults: files }),
    )
    expect(report).toMatchObject({
      framework: 'jest',
      class: 'test_failure',
      counts: { run: 2, passed: 1, failed: 1, errored: 0, skipped: 2 },
    })
    expect(report.failures[0]).toMatchObject({ testId: 'a.test.js > cart > rounds', message: 'Error: no', line: 3 })
    expect(cases).toHaveLength(4)
  })

  it('reads Vitest, and tells it from Jest', async () => {
    const files = [testFile('a.test.ts', 'passed', [result('adds', 'passed', { meta: {} })])]
    const { report } = await readText(JSON.stringify({ numTotalTestSuites: 1, success: true, testResults: files }))
    expect(report).toMatchObject({ framework: 'vitest', class: 'none', counts: { run: 1, passed: 1 } })
  })

  it('takes a file that could not be loaded for one error, named by the file', async () => {
    const { report } = await readText(
      JSON.stringify({ numFailedTestSuites: 1, testResults: [testFile('a.test.js', 'failed', [], "Cannot find module './b'")] }),
    )
    expect(report).toMatchObject({ counts: { run: 1, errored: 1 }, failures: [{ testId: 'a.test.js', failureType: 'import_error' }] })
  })

  it('marks a test that passed on a retry as flaky', async () => {
    const { cases } = await readText(
      JSON.stringify({ testResults: [testFile('a.test.js', 'passed', [result('adds', 'passed', { invocations: 2 })])] }),
    )
    expect(cases[0]).toMatchObject({ outcome: 'passed', flaky: true })
  })

  it('reads Mocha, hooks that failed included', async () => {
    const test = (title: string, err: object = {}) => ({
      title,
      fullTitle: `cart ${title}`,
      file: '/home/runner/work/r/r/a.spec.js',
      duration: 1,
      currentRetry: 0,
      err,
    })
    const failed = [
      test('rounds', { message: 'no', stack: 'AssertionError: no\n    at a.spec.js:4:5' }),
      test('"before all" hook for "reads"', { message: 'refused' }),
    ]
    const { report } = await readText(
      JSON.stringify(
        { stats: { passes: 1 }, tests: [test('adds')], pending: [test('later')], failures: failed, passes: [test('adds')] },
        null,
        2,
      ),
    )
    expect(report).toMatchObject({ framework: 'mocha', counts: { run: 3, passed: 1, failed: 2, skipped: 1 } })
    expect(report.failures[0]).toMatchObject({ testId: 'a.spec.js > cart > rounds', failureType: 'assertion_failed' })
    expect(report.failures[0]?.span[0]).toBeGreaterThan(1)
  })

  it('reads Playwright, once for each project', async () => {
    const run = (projectName: string, status: string) => ({
      projectName,
      status,
      expectedStatus: 'passed',
      results: [{ status, duration: 3, errors: status === 'unexpected' ? [{ message: 'no' }] : [] }],
    })
    const spec = {
      title: 'rounds',
      file: 'a.spec.ts',
      line: 4,
      tests: [run('one', 'unexpected'), run('two', 'flaky'), run('three', 'skipped'), run('four', 'expected')],
    }
    const suites = [{ title: 'a.spec.ts', file: 'a.spec.ts', specs: [], suites: [{ title: 'cart', file: 'a.spec.ts', specs: [spec] }] }]
    const { report, cases } = await readText(JSON.stringify({ config: { projects: [] }, suites, errors: [], stats: { unexpected: 1 } }))
    expect(report).toMatchObject({
      framework: 'playwright',
      counts: { run: 3, passed: 2, failed: 1, skipped: 1 },
      failures: [{ testId: 'a.spec.ts > cart > rounds[one]', line: 4 }],
    })
    expect(cases[1]?.flaky).toBe(true)
  })

  it('counts nothing of a document that is cut or broken, keeps what it read, and says so', async () => {
    const whole = JSON.stringify({
      numFailedTestSuites: 1,
      testResults: [
        testFile('a.test.js', 'failed', [result('rounds', 'failed')]),
        testFile('b.test.js', 'passed', [result('adds', 'passed')]),
      ],
    })
    const { report } = await readText(whole.slice(0, -20))
    expect(report).toMatchObject({ truncated: true, counts: { run: 0 }, failures: [{ name: 'rounds' }] })
    expect((await readText(`${whole.slice(0, 40)}}]${whole.slice(40)}`)).report.error).toBeDefined()
  })

  it('does not call a report green whose totals speak of failures that it does not list', async () => {
    const { report } = await readText(
      JSON.stringify({
        numFailedTestSuites: 1,
        numFailedTests: 1,
        testResults: [testFile('a.test.js', 'passed', [result('adds', 'passed')])],
      }),
    )
    expect(report).toMatchObject({ class: 'test_failure', truncated: true })
  })

  it('refuses one member that is too large to be held', async () => {
    const { report } = await readText(JSON.stringify({ testResults: [testFile('a.test.js', 'failed', [], 'x'.repeat(5000))] }), {
      maxElement: 1000,
    })
    expect(report.error).toMatch(/limit/)
  })

  it('says of other JSON that it is no report', async () => {
    expect((await readText('{"name": "app", "dependencies": {}}')).isReport).toBe(false)
  })
})
