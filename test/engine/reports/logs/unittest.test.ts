import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const RULE = '='.repeat(70)
const THIN = '-'.repeat(70)
const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)
const failure = (heading: string, last: string) => [
  RULE,
  heading,
  THIN,
  'Traceback (most recent call last):',
  '  File "/home/runner/work/r/r/tests/test_a.py", line 7, in test_x',
  last,
  '',
]

describe('unittest logs', () => {
  it('leaves skips and expected failures out of what ran', async () => {
    const { report } = await log(
      ...failure('ERROR: test_x (tests.test_a.TestA)', 'TypeError: f()'),
      THIN,
      'Ran 20 tests in 1.0s',
      '',
      'FAILED (errors=1, skipped=4, expected failures=2)',
    )
    expect(report.counts).toEqual({ run: 14, passed: 13, failed: 0, errored: 1, skipped: 6 })
    expect(report.failures).toMatchObject([{ testId: 'tests/test_a.py::TestA::test_x', failureType: 'type_error', line: 7, span: [2, 6] }])
  })

  it('reads headings as Python has written them since 3.11, and rows of subtests', async () => {
    const { report } = await log(
      ...failure('FAIL: test_x (tests.test_a.TestA.test_x) (i=1)', 'AssertionError: 1 != 2'),
      ...failure('FAIL: test_x (tests.test_a.TestA.test_x) (i=2)', 'AssertionError: 1 != 3'),
      THIN,
      'Ran 3 tests in 0.1s',
      '',
      'FAILED (failures=2)',
    )
    expect(report.failures.map(({ testId }) => testId)).toEqual([
      'tests/test_a.py::TestA::test_x[i=1]',
      'tests/test_a.py::TestA::test_x[i=2]',
    ])
    expect(report.counts).toMatchObject({ passed: 2, failed: 2 })
  })

  it('does not take a class set-up for a test that ran', async () => {
    const { report } = await log(
      ...failure('ERROR: setUpClass (tests.test_a.TestA)', 'OSError: no'),
      THIN,
      'Ran 4 tests in 0.1s',
      '',
      'FAILED (errors=1)',
    )
    expect(report.counts).toMatchObject({ passed: 4, errored: 1 })
  })

  it('names a module that could not be loaded by its file', async () => {
    const { report } = await log(
      ...failure('ERROR: tests.test_a (unittest.loader._FailedTest)', 'ImportError: Failed to import test module: test_a'),
      THIN,
      'Ran 1 test in 0.0s',
      '',
      'FAILED (errors=1)',
    )
    expect(report.failures).toMatchObject([{ testId: 'tests/test_a.py', failureType: 'import_error' }])
  })

  it('adds up runs, and finds a status that other output parts from its count', async () => {
    const { report } = await log('Ran 3 tests in 0.1s', 'a warning', '', 'OK (skipped=1)', 'Ran 2 tests in 0.1s', '', 'OK')
    expect(report).toMatchObject({ class: 'none', counts: { run: 4, passed: 4, skipped: 1 } })
  })
})
