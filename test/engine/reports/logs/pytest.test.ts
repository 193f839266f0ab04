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

  it('names a subtest by its test, whatever its message and parameters', async () => {
    const { report } = await log(
      '=== test session starts ===',
      '=== short test summary info ===',
      'SUBFAILED[fee] (day=1) test_till.py::test_fees - assert 1 != 1',
      'SUBFAILED(day=2) test_till.py::Till::test_days - AssertionError: 2',
      'FAILED test_till.py::test_fees - contains 1 failed subtest',
      '=== 3 failed in 0.06s ===',
    )
    expect(report.failures.map(({ testId }) => testId).sort()).toEqual(['test_till.py::Till::test_days', 'test_till.py::test_fees'])
  })

  it('counts a test once whose teardown fails', async () => {
    const { report } = await log(
      '=== test session starts ===',
      '=== ERRORS ===',
      '___ ERROR at teardown of test_opens ___',
      'E       RuntimeError: not closed',
      '___ ERROR at teardown of test_shuts ___',
      'E       RuntimeError: not closed',
      '=== FAILURES ===',
      '___ test_shuts ___',
      'E       assert 3 == 4',
      '=== short test summary info ===',
      'FAILED test_till.py::test_shuts - assert 3 == 4',
      'ERROR test_till.py::test_opens - RuntimeError: not closed',
      'ERROR test_till.py::test_shuts - RuntimeError: not closed',
      '=== 1 failed, 1 passed, 2 errors in 0.1s ===',
    )
    expect(report.counts).toEqual({ run: 2, passed: 0, failed: 1, errored: 1, skipped: 0 })
  })

  it('names the test that a worker crashed on, and not its file besides', async () => {
    const { report } = await log(
      '=== test session starts ===',
      '=== FAILURES ===',
      '___ test_till.py ___',
      "worker 'gw0' crashed while running 'test_till.py::test_falls'",
      '=== short test summary info ===',
      "FAILED test_till.py::test_falls - worker 'gw0' crashed while running 'test_ti...",
      '=== 1 failed, 2 passed in 3.10s ===',
    )
    expect(report.failures.map(({ testId }) => testId)).toEqual(['test_till.py::test_falls'])
  })

  it('names the file of a hook that ended pytest', async () => {
    const { report } = await log(
      '=== test session starts ===',
      'INTERNALERROR> Traceback (most recent call last):',
      'INTERNALERROR>   File "/opt/python/lib/python3.11/site-packages/_pytest/main.py", line 289, in wrap_session',
      'INTERNALERROR>     session.exitstatus = doit(config, session) or 0',
      'INTERNALERROR>   File "/home/runner/work/shop/shop/tests/conftest.py", line 12, in pytest_collection_modifyitems',
      'INTERNALERROR>     items.sort(key=rank_of)',
      "INTERNALERROR> AttributeError: module 'shop.rank' has no attribute 'rank_of'",
      '',
      '=== no tests ran in 0.42s ===',
    )
    expect(report).toMatchObject({ framework: 'pytest', class: 'test_failure' })
    expect(report.failures).toMatchObject([{ testId: 'tests/conftest.py', line: 12, failureType: 'attribute_error' }])
  })
})

describe('a conftest that does not load', () => {
  const conftest = (...lines: readonly string[]) =>
    log(
      "ImportError while loading conftest '/home/runner/work/kiosk/kiosk/tests/conftest.py'.",
      ...lines,
      '##[error]Process completed with exit code 4.',
    )

  it('is the failing file, where the fault is one of the code', async () => {
    const { report } = await conftest(
      'tests/conftest.py:3: in <module>',
      '    from kiosk.stock import fill',
      "E   ImportError: cannot import name 'fill' from 'kiosk.stock' (/home/runner/work/kiosk/kiosk/kiosk/stock.py)",
    )
    expect(report).toMatchObject({
      framework: null,
      class: 'test_failure',
      failures: [{ testId: 'tests/conftest.py', failureType: 'import_error', span: [1, 4] }],
    })
  })

  it('fails no test where a package is missing', async () => {
    const { report } = await conftest(
      'tests/conftest.py:3: in <module>',
      '    import yaml',
      "E   ModuleNotFoundError: No module named 'yaml'",
    )
    expect(report).toMatchObject({ class: 'dependency', failures: [] })
  })
})
