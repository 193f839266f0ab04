import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pytestLog } from '../../../support/world/pytest-log.ts'
import { jobLog, readText } from '../read-text.ts'

const FAILED = '##[error]Process completed with exit code 1.'
const CLOSING = '========= 1 failed, 10 passed in 0.56s ========='
const step = (...printed: readonly string[]) => ['##[group]Run make test', 'shell: bash', '##[endgroup]', ...printed]
const failedStep = async (log: string) => (await readText(log)).failedStep
const recorded = (path: string) => readFileSync(`fixtures/repositories/${path}.log`, 'utf8')

describe('the failed step of a log', () => {
  it.each([
    ['pytest', recorded('pytest-ledger/logs/flaky'), 1],
    ['pytest with files that could not be loaded', recorded('pytest-ledger/logs/failure'), 5],
    ['Vitest with its notes at files', recorded('vitest-storefront/logs/failure'), 2],
    ['pytest -q', jobLog(...step('F', '1 failed, 10 passed in 0.56s', FAILED)), 1],
    ['a teardown that failed besides', jobLog(...step('====== 1 failed, 10 passed, 1 error in 0.56s ======', FAILED)), 2],
    ['Jest', jobLog(...step('Tests:       2 failed, 1 passed, 3 total', 'Snapshots:   0 total', 'Time:        0.5 s', FAILED)), 2],
    [
      'what npm says of it',
      jobLog(...step(CLOSING, 'npm error Lifecycle script `test` failed with error:', 'npm error code 1', FAILED)),
      1,
    ],
    ['what make says of it', jobLog(...step(CLOSING, 'make: *** [Makefile:3: test] Error 1', FAILED.replace('1', '2'))), 1],
    ['a written log', pytestLog([{ testId: 'tests/test_a.py::test_a' }]), 1],
  ])('%s: so many failures, and nothing besides', async (_, log, stated) => {
    expect(await failedStep(log)).toEqual({ failed: 1, stated, besides: null })
  })

  it.each([
    ['another command after the tests', [CLOSING, 'src/a.py:1:1: F401 unused import', FAILED], /F401/],
    ['an annotation of another command', [CLOSING, '##[error]a.ts(1,1): error TS1005: expected', FAILED], /TS1005/],
    ['tests, and tests again', [CLOSING, CLOSING, FAILED], /1 failed/],
    ['coverage', ['FAIL Required test coverage of 90% not reached. Total coverage: 80.00%', CLOSING, FAILED], /coverage/],
    ['coverage of Jest', ['Jest: "global" coverage threshold for lines (90%) not met: 50%', 'Tests: 1 failed, 1 total', FAILED], /Jest/],
    ['an end at the first failure', ['!!!!!!! stopping after 1 failures !!!!!!!', CLOSING, FAILED], /stopping/],
    ['an end of Jest at the first failure', ['Test Suites: 1 failed, 1 of 3 total', 'Tests: 1 failed, 1 total', FAILED], /of 3/],
    ['an error outside of the tests', ['     Errors  1 error', '      Tests  1 failed | 2 passed (3)', FAILED], /1 error/],
    ['a code that is not that of failed tests', [CLOSING, FAILED.replace('code 1', 'code 139')], /139/],
  ])('%s', async (_, printed, said) => {
    expect(await failedStep(jobLog(...step(...printed)))).toMatchObject({ failed: 1, besides: expect.stringMatching(said) })
  })

  it('a step without tests, two failed steps, and none', async () => {
    expect(await failedStep(jobLog(...step('cc: no such file', FAILED)))).toEqual({ failed: 1, stated: null, besides: null })
    expect(await failedStep(jobLog(...step(CLOSING, FAILED), ...step('lint', FAILED)))).toMatchObject({ failed: 2, stated: null })
    expect(await failedStep(jobLog(...step('fine')))).toEqual({ failed: 0, stated: null, besides: null })
  })
})
