import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)
const totals = (suites: string, tests: string) => [
  `Test Suites: ${suites}`,
  `Tests:       ${tests}`,
  'Snapshots:   0 total',
  'Time:        1 s',
]

describe('Jest logs', () => {
  it('reads totals and failing tests', async () => {
    const { report } = await log(
      'PASS src/b.test.js (5.1 s)',
      'FAIL src/a.test.ts',
      '  ● cart › tax › of 30 is 4',
      '',
      '    expect(received).toBe(expected) // Object.is equality',
      '',
      '      at Object.<anonymous> (src/a.test.ts:12:5)',
      '',
      ...totals('1 failed, 1 passed, 2 total', '1 failed, 2 skipped, 1 todo, 7 passed, 11 total'),
    )
    expect(report).toMatchObject({
      framework: 'jest',
      class: 'test_failure',
      counts: { run: 8, passed: 7, failed: 1, errored: 0, skipped: 3 },
    })
    expect(report.failures).toMatchObject([
      { testId: 'src/a.test.ts > cart > tax > of 30 is 4', line: 12, failureType: 'assertion_failed', span: [3, 7] },
    ])
  })

  it('reads what colours pad, and does not list a failure twice for the closing summary', async () => {
    const failing = [' FAIL  src/a.test.ts (125.9 s)', '  ● cart › adds', '', '    expect(received).toBe(expected)', '']
    const { report } = await log(
      ...failing,
      'Summary of all failing tests',
      ...failing,
      ...totals('1 failed, 1 total', '1 failed, 1 total'),
    )
    expect(report.failures.map(({ testId }) => testId)).toEqual(['src/a.test.ts > cart > adds'])
  })

  it('finds the path behind the name of a project', async () => {
    const { report } = await log(
      'FAIL unit packages/a/a.test.ts',
      '  ● adds',
      '',
      '    Error: x',
      ...totals('1 failed, 1 total', '1 failed, 1 total'),
    )
    expect(report.failures[0]?.file).toBe('packages/a/a.test.ts')
  })

  it('names a file that could not be loaded, which Jest leaves out of its counts', async () => {
    const { report } = await log(
      'FAIL src/a.test.ts',
      '  ● Test suite failed to run',
      '',
      "    Cannot find module './b' from 'src/a.test.ts'",
      '',
      ...totals('1 failed, 1 total', '0 total'),
    )
    expect(report).toMatchObject({
      class: 'test_failure',
      counts: { run: 0 },
      failures: [{ testId: 'src/a.test.ts', failureType: 'import_error' }],
    })
  })

  it('takes console output of passing tests for no failure', async () => {
    const { report } = await log(
      'PASS src/a.test.ts',
      '  ● Console',
      '',
      '  ● process.exit called with "0"',
      '  ● looks like a test',
      ...totals('1 passed, 1 total', '3 passed, 3 total'),
    )
    expect(report).toMatchObject({ class: 'none', failures: [] })
  })

  it('says of a run without totals that it is incomplete', async () => {
    expect((await log('PASS src/a.test.ts', 'RUNS src/b.test.ts')).report.truncated).toBe(true)
  })
})
