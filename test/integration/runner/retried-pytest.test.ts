import { describe, expect, test } from 'vitest'
import { outcomesOf, projectRuns } from '../../support/frameworks/project-runs.ts'

const run = projectRuns({ framework: 'pytest', home: 'pytest-plugins' })

/** Passes at its second try: the module keeps what the first one left. */
const PRODUCT = 'calls = []\n\n\ndef rate():\n    calls.append(1)\n    return 0 if len(calls) == 1 else 7\n'
const LATER = 'def test_later():\n    assert rate() == 7\n'
const ini = (addopts: string, more = '') => `[pytest]\naddopts = ${addopts}\n${more}`
const without = (...plugins: readonly string[]) => plugins.map((name) => `-p no:${name}`).join(' ')

// all three plugins take the same marker: each is used alone
const RERUNFAILURES = without('flaky', 'pytest-retry')
const FLAKY = without('rerunfailures', 'pytest-retry')
const RETRY = without('flaky', 'rerunfailures')

describe('a test that passes at its second try has failed', () => {
  test.each([
    ['rerunfailures: marker', RERUNFAILURES, '', '@pytest.mark.flaky(reruns=2)', '@pytest.mark.flaky'],
    ['rerunfailures: --reruns', `${RERUNFAILURES} --reruns 2`, '', '', 'reruns = 2'],
    ['rerunfailures: --force-reruns', `${RERUNFAILURES} --force-reruns=3`, '', '', 'force_reruns = 3'],
    ['rerunfailures: ini', RERUNFAILURES, 'reruns = 2\n', '', 'reruns = 2'],
    ['rerunfailures with xdist', `${RERUNFAILURES} -n 2 --reruns 2`, '', '', 'reruns = 2'],
    ['flaky: marker', FLAKY, '', '@pytest.mark.flaky(max_runs=3)', '@pytest.mark.flaky'],
    ['flaky: decorator', FLAKY, '', '@flaky.flaky', '@flaky'],
    ['flaky: --force-flaky', `${FLAKY} --force-flaky`, '', '', 'force_flaky = True'],
    ['pytest-retry: marker', RETRY, '', '@pytest.mark.flaky(retries=2)', '@pytest.mark.flaky'],
    ['pytest-retry: --retries', `${RETRY} --retries 2`, '', '', 'retries = 2'],
    ['pytest-retry: ini', RETRY, 'retries = 2\n', '', 'retries = 2'],
  ])('%s', async (_, addopts, more, decorator, by) => {
    const seen = await run({
      'pytest.ini': ini(`--strict-markers ${addopts}`, more),
      'rates.py': PRODUCT,
      'test_rates.py': `import flaky\nimport pytest\nfrom rates import rate\n\n\n${decorator}\n${LATER}\n\ndef test_right():\n    assert rate() == 7\n`,
    })
    expect(seen.reason).toBe('')
    expect(outcomesOf(seen)).toEqual({ 'test_rates.py::test_later': 'failed', 'test_rates.py::test_right': 'passed' })
    expect(seen.withheld).toEqual([{ what: 'retries', by }])
  })

  test('hook of the project that runs tests again: the first try counts', async () => {
    const conftest = [
      'from _pytest.runner import runtestprotocol',
      '',
      '',
      'def pytest_runtest_protocol(item, nextitem):',
      '    reports = runtestprotocol(item, nextitem=nextitem, log=False)',
      '    if any(report.failed for report in reports):',
      '        reports = runtestprotocol(item, nextitem=nextitem, log=False)',
      '    for report in reports:',
      '        item.ihook.pytest_runtest_logreport(report=report)',
      '    return True',
    ]
    const seen = await run({
      'conftest.py': conftest.join('\n'),
      'rates.py': PRODUCT,
      'test_rates.py': `from rates import rate\n\n\n${LATER}`,
    })
    expect(outcomesOf(seen)).toEqual({ 'test_rates.py::test_later': 'failed' })
    expect(seen.withheld).toEqual([{ what: 'retries', by: 'a hook of the project that runs failing tests again' }])
  })
})

test('a decorator of the project that tries again is told, and stays', async () => {
  const again = [
    'import functools',
    '',
    '',
    'def retry(function):',
    '    @functools.wraps(function)',
    '    def wrapper(*args):',
    '        try:',
    '            return function(*args)',
    '        except AssertionError:',
    '            return function(*args)',
    '',
    '    return wrapper',
  ]
  const tests = `import unittest\nfrom again import retry\nfrom rates import rate\n\n\n@retry\n${LATER}\n\nclass Unit(unittest.TestCase):\n    @retry\n    def test_right(self):\n        self.assertEqual(rate(), 7)\n`
  const seen = await run({ 'again.py': again.join('\n'), 'rates.py': PRODUCT, 'test_rates.py': tests })
  expect(Object.values(outcomesOf(seen))).toEqual(['passed', 'passed'])
  expect(seen.withheld.map(({ what }) => what)).toEqual(['own_retries'])
})

describe('no run writes what tests are compared with', () => {
  test('syrupy', async () => {
    const snapshots = '# serializer version: 1\n# name: test_later\n  7\n# ---\n'
    const seen = await run({
      'pytest.ini': ini('--snapshot-update -p no:inline_snapshot'),
      '__snapshots__/test_rates.ambr': snapshots,
      'test_rates.py': 'def test_later(snapshot):\n    assert 8 == snapshot\n',
    })
    expect(outcomesOf(seen)).toEqual({ 'test_rates.py::test_later': 'failed' })
    expect(seen.withheld).toEqual([{ what: 'snapshot_updates', by: '--snapshot-update' }])
  })

  test.each([
    ['of the command line', { 'pytest.ini': ini('--inline-snapshot=fix') }, [{ what: 'snapshot_updates', by: '--inline-snapshot=fix' }]],
    ['of pyproject.toml', { 'pyproject.toml': '[tool.pytest.ini_options]\n[tool.inline-snapshot]\ndefault-flags = ["fix"]\n' }, []],
  ])('inline-snapshot: fix %s', async (_, files, withheld) => {
    const seen = await run({
      ...files,
      'test_rates.py':
        'from inline_snapshot import snapshot\n\n\ndef test_wrong():\n    assert 8 == snapshot(7)\n\n\ndef test_right():\n    assert 7 == snapshot(7)\n',
    })
    expect(outcomesOf(seen)).toEqual({ 'test_rates.py::test_wrong': 'failed', 'test_rates.py::test_right': 'passed' })
    expect(seen.withheld).toEqual(withheld)
  })

  test('an option of the project itself, with a value', async () => {
    const conftest = [
      'def pytest_addoption(parser):',
      '    parser.addoption("--update-goldens", default="none")',
      '    parser.addoption("--golden-folder", default="goldens")',
    ]
    const seen = await run({
      'pytest.ini': ini('--update-goldens all --golden-folder=kept'),
      'conftest.py': conftest.join('\n'),
      'test_rates.py':
        'def test_options(pytestconfig):\n    assert pytestconfig.getoption("--update-goldens") == "none"\n    assert pytestconfig.getoption("--golden-folder") == "kept"\n',
    })
    expect(outcomesOf(seen)).toEqual({ 'test_rates.py::test_options': 'passed' })
    expect(seen.withheld).toEqual([{ what: 'snapshot_updates', by: '--update-goldens all' }])
  })
})
