import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const HEADER = '============================= test session starts =============================='
const SUMMARY = '=========================== short test summary info ============================'
const FAILURES = '=================================== FAILURES ==================================='
const log = (...lines: readonly string[]) => readText(`${lines.join('\n')}\n`)
const section = (title: string, ...lines: readonly string[]) => [`________ ${title} ________`, '', ...lines, '']

describe('pytest logs', () => {
  it('counts every kind of outcome', async () => {
    const { report } = await log(
      HEADER,
      '= 2 failed, 30 passed, 3 skipped, 4 deselected, 1 xfailed, 1 xpassed, 2 warnings, 1 error in 3.20s (0:00:03) =',
    )
    expect(report.counts).toEqual({ run: 34, passed: 31, failed: 2, errored: 1, skipped: 4 })
  })

  it.each([
    ['2 failed, 3 passed in 0.10s'],
    ['=== 2 failed, 3 passed, 1 warnings in 0.12 seconds ==='],
    ['===== 2 failed, 3 passed, 5 rerun in 11.00s ====='],
  ])('reads the summary %j', async (summary) => {
    expect((await log(summary)).report.counts).toMatchObject({ run: 5, failed: 2 })
  })

  it('adds up sessions', async () => {
    const { report } = await log(HEADER, '= 3 passed in 0.1s =', HEADER, '= 1 failed, 2 passed in 0.1s =')
    expect(report.counts).toMatchObject({ run: 6, failed: 1 })
  })

  it('names failing tests by the short summary and takes details from their sections', async () => {
    const { report } = await log(
      HEADER,
      FAILURES,
      ...section('TestA.test_x[a - b]', '>       assert 1 == 2', 'E       assert 1 == 2', '', 'tests/test_a.py:7: AssertionError'),
      SUMMARY,
      'FAILED tests/test_a.py::TestA::test_x[a - b] - assert 1 == 2',
      '= 1 failed in 0.1s =',
    )
    expect(report.failures).toMatchObject([
      {
        testId: 'tests/test_a.py::TestA::test_x[a - b]',
        name: 'test_x[a - b]',
        file: 'tests/test_a.py',
        line: 7,
        message: 'assert 1 == 2',
        span: [3, 8],
      },
    ])
  })

  it('makes do without a short summary', async () => {
    const { report } = await log(
      HEADER,
      FAILURES,
      ...section('TestA.test_x', 'E   KeyError: 1', '', 'tests/test_a.py:7: KeyError'),
      '= 1 failed in 0.1s =',
    )
    expect(report.failures).toMatchObject([{ testId: 'tests/test_a.py::TestA::test_x', failureType: 'key_error' }])
  })

  it('makes do with results alone, of xdist as well', async () => {
    const { report } = await log(
      HEADER,
      'tests/test_a.py::test_x FAILED [ 50%]',
      '[gw1] [100%] FAILED tests/test_a.py::test_y ',
      '= 2 failed in 0.1s =',
    )
    expect(report.failures.map(({ testId }) => testId)).toEqual(['tests/test_a.py::test_x', 'tests/test_a.py::test_y'])
  })

  it('names a file that could not be collected by its path', async () => {
    const errors = '==================================== ERRORS ===================================='
    const { report } = await log(
      HEADER,
      errors,
      ...section('ERROR collecting tests/test_a.py', "E   ModuleNotFoundError: No module named 'x'"),
      SUMMARY,
      'ERROR tests/test_a.py',
      '= 1 error in 0.1s =',
    )
    expect(report).toMatchObject({ counts: { run: 1, errored: 1 }, failures: [{ testId: 'tests/test_a.py', failureType: 'import_error' }] })
  })

  it('gives a test that failed and whose teardown failed one entry, with the failure', async () => {
    const errors = '==================================== ERRORS ===================================='
    const { report } = await log(
      HEADER,
      errors,
      ...section('ERROR at teardown of test_x', 'E   ValueError: down'),
      FAILURES,
      ...section('test_x', 'E   assert 0'),
      SUMMARY,
      'FAILED test_a.py::test_x - assert 0',
      'ERROR test_a.py::test_x - ValueError: down',
      '= 1 failed, 1 error in 0.1s =',
    )
    expect(report.failures).toMatchObject([{ testId: 'test_a.py::test_x', message: 'assert 0' }])
  })

  it('does not count a session that a failing test printed', async () => {
    const { report } = await log(
      HEADER,
      FAILURES,
      ...section('test_plugin', 'E  assert 0', HEADER, '= 5 passed in 0.1s ='),
      '= 1 failed in 1.0s =',
    )
    expect(report.counts).toMatchObject({ run: 1, failed: 1 })
  })

  it('says of a session without an end that it is incomplete', async () => {
    const { report, started } = await log(
      HEADER,
      'collected 5 items',
      'tests/test_a.py::test_x PASSED [ 20%]',
      'Segmentation fault (core dumped)',
    )
    expect(report).toMatchObject({ truncated: true, class: 'test_failure', counts: { run: 0 } })
    expect(started).toBe(true)
  })
})
