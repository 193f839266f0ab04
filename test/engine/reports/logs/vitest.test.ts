import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)

describe('Vitest logs', () => {
  it('reads totals and failing tests', async () => {
    const { report } = await log(
      ' RUN  v4.0.1 /home/runner/work/app/app',
      '⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯',
      '',
      ' FAIL  src/a.test.ts > cart > rounds',
      'AssertionError: expected 3 to be 4 // Object.is equality',
      ' ❯ src/a.test.ts:5:20',
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯[1/1]⎯',
      '',
      ' Test Files  1 failed | 3 passed (4)',
      '      Tests  1 failed | 10 passed | 1 expected fail | 2 skipped | 1 todo (15)',
    )
    expect(report).toMatchObject({ framework: 'vitest', counts: { run: 12, passed: 11, failed: 1, skipped: 3 } })
    expect(report.failures).toMatchObject([{ testId: 'src/a.test.ts > cart > rounds', line: 5, span: [4, 6] }])
  })

  it('gives tests that failed alike the error that they share', async () => {
    const { report } = await log(
      ' FAIL  a.test.ts > one',
      ' FAIL  a.test.ts > two',
      'TypeError: x is not a function',
      '⎯⎯[1/1]⎯',
      '      Tests  2 failed (2)',
    )
    expect(report.failures.map(({ message }) => message)).toEqual(['TypeError: x is not a function', 'TypeError: x is not a function'])
  })

  it('finds the path behind the name of a project, and a file that could not be loaded', async () => {
    const { report } = await log(
      ' FAIL   unit  src/a.test.ts > adds',
      'Error: x',
      ' FAIL  |web| src/b.test.ts [ src/b.test.ts ]',
      "Error: Cannot find module './c'",
      '      Tests  1 failed (1)',
    )
    expect(report.failures.map(({ testId }) => testId)).toEqual(['src/a.test.ts > adds', 'src/b.test.ts'])
  })

  it('says of a run without totals that it is incomplete', async () => {
    expect((await log(' RUN  v3.2.4 /app', '', ' ✓ src/a.test.ts (3 tests) 5ms')).report.truncated).toBe(true)
  })

  it('names the file that ran when an error came that no test took', async () => {
    const { report } = await log(
      ' RUN  v4.1.12 /srv/shop',
      '',
      ' ✓ src/till.test.ts (1 test) 3ms',
      '⎯⎯⎯⎯⎯⎯ Unhandled Errors ⎯⎯⎯⎯⎯⎯',
      '',
      'Vitest caught 1 unhandled error during the test run.',
      '',
      '⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯⎯',
      'TypeError: the till is shut',
      ' ❯ Timeout.close src/till.ts:8:11',
      '',
      'This error originated in "src/till.test.ts" test file. It doesn\'t mean the error was thrown inside the file itself.',
      '⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯',
      '',
      ' Test Files  1 passed (1)',
      '      Tests  1 passed (1)',
      '     Errors  1 error',
    )
    expect(report).toMatchObject({ class: 'test_failure', counts: { passed: 1, failed: 0 } })
    expect(report.failures).toMatchObject([{ testId: 'src/till.test.ts', message: 'TypeError: the till is shut', span: [8, 10] }])
  })
})
