import { describe, expect, test } from 'vitest'
import { beganEarly, fileOutcomeOf, testOf as find, outcomesOf as outcomes, projectRuns } from '../../support/frameworks/project-runs.ts'

const runFiles = projectRuns({ framework: 'pytest' })

const endless = beganEarly(() =>
  runFiles(
    { 'tests/test_a.py': 'import time\ndef test_a(): pass\ndef test_b(): time.sleep(60)\ndef test_c(): pass\n' },
    {},
    { timeoutMs: 10_000 },
  ),
)

describe('pytest', () => {
  test('writes what no literal says by its class, and names the parts that nothing can write', async () => {
    const run = await runFiles({
      'tests/test_a.py': [
        'class Entry:',
        '    def __init__(self, name, place):',
        '        vars(self).update(name=name, place=place, seen=0)',
        '    def __eq__(self, other):',
        '        return (self.name, self.place) == (other.name, other.place)',
        '',
        'class Bare:',
        '    pass',
        '',
        'BARE = Bare()',
        '',
        'def test_a():',
        '    assert [Entry("a", Bare), BARE, 1] == [Entry("b", Bare), BARE, 1]',
        '',
      ].join('\n'),
    })
    const failure = find(run, 'tests/test_a.py::test_a').failure
    const [came, was] = [failure?.actual?.expression ?? '', failure?.expected?.expression ?? '']
    expect(came).toMatch(/^\[[\w.]*Entry\(name='a', place=SutureOpaque\('[\w.]*Bare'\)\), SutureOpaque\(\d+\), 1\]$/)
    expect(was).toBe(came.replace("'a'", "'b'"))
  })

  test('gives outcomes, ids as pytest prints them, lines, frames and raw values', async () => {
    const run = await runFiles({
      'shop/__init__.py': '',
      'shop/cart.py': 'def total(prices):\n    return sum(prices)\n\n\ndef broken():\n    return {}["absent"]\n',
      'tests/test_cart.py': [
        'import unittest',
        'from unittest import mock',
        'import pytest',
        'from shop import cart',
        '',
        'def test_passes():',
        '    assert cart.total([1, 2]) == 3',
        '',
        'def test_value():',
        '    assert cart.total([1, 2]) == 4',
        '',
        'def test_turned_round():',
        '    assert {"a": [1, 5]} == dict(a=[1, cart.total([2])])',
        '',
        'def test_raises_inside():',
        '    cart.broken()',
        '',
        'class TestCart:',
        '    @pytest.mark.parametrize("price", [1, "a b", "x[y]"])',
        '    def test_row(self, price):',
        '        assert price == 1',
        '',
        'class CaseTest(unittest.TestCase):',
        '    def test_equal(self):',
        '        self.assertEqual(cart.total([5]), 6)',
        '',
        'def test_mock():',
        '    send = mock.Mock()',
        '    send(1, to="me")',
        '    send.assert_called_once_with(2, to="you")',
        '',
        '@pytest.fixture',
        'def bad():',
        '    raise ValueError("no")',
        '',
        'def test_setup(bad):',
        '    pass',
        '',
        '@pytest.mark.skip',
        'def test_skipped():',
        '    pass',
        '',
        '@pytest.mark.xfail(strict=True)',
        'def test_strict():',
        '    pass',
        '',
        'def test_exit():',
        '    raise SystemExit(3)',
        '',
        'def test_match():',
        '    with pytest.raises(KeyError, match="present"):',
        '        cart.broken()',
      ].join('\n'),
    })
    expect(run.status).toBe('completed')
    expect(outcomes(run)).toEqual({
      'tests/test_cart.py::test_passes': 'passed',
      'tests/test_cart.py::test_value': 'failed',
      'tests/test_cart.py::test_turned_round': 'failed',
      'tests/test_cart.py::test_raises_inside': 'failed',
      'tests/test_cart.py::TestCart::test_row[1]': 'passed',
      'tests/test_cart.py::TestCart::test_row[a b]': 'failed',
      'tests/test_cart.py::TestCart::test_row[x[y]]': 'failed',
      'tests/test_cart.py::CaseTest::test_equal': 'failed',
      'tests/test_cart.py::test_mock': 'failed',
      'tests/test_cart.py::test_setup': 'errored',
      'tests/test_cart.py::test_skipped': 'skipped',
      'tests/test_cart.py::test_strict': 'failed',
      'tests/test_cart.py::test_exit': 'failed',
      'tests/test_cart.py::test_match': 'failed',
    })
    const value = find(run, 'tests/test_cart.py::test_value')
    expect(value).toMatchObject({ file: 'tests/test_cart.py', name: 'test_value', line: 9 })
    expect(value.failure).toMatchObject({
      phase: 'call',
      exception: 'AssertionError',
      expected: { literal: '4', text: '4', type: 'int' },
      actual: { literal: '3', text: '3', type: 'int' },
      frames: [{ file: 'tests/test_cart.py', line: 10, function: 'test_value' }],
    })
    expect(find(run, 'tests/test_cart.py::test_turned_round').failure).toMatchObject({
      expected: { literal: "{'a': [1, 5]}" },
      actual: { literal: "{'a': [1, 2]}" },
    })
    expect(find(run, 'tests/test_cart.py::test_raises_inside').failure).toMatchObject({
      exception: 'KeyError',
      bases: ['LookupError'],
      message: "'absent'",
      frames: [
        { file: 'tests/test_cart.py', line: 16 },
        { file: 'shop/cart.py', line: 6, function: 'broken' },
      ],
      expected: null,
    })
    expect(find(run, 'tests/test_cart.py::TestCart::test_row[x[y]]')).toMatchObject({ suite: ['TestCart'], name: 'test_row', row: 'x[y]' })
    expect(find(run, 'tests/test_cart.py::CaseTest::test_equal').failure).toMatchObject({
      expected: { literal: '6' },
      actual: { literal: '5' },
    })
    expect(find(run, 'tests/test_cart.py::test_mock').failure).toMatchObject({
      expected: { text: "call(2, to='you')", literal: null, expression: "call(2, to='you')" },
      actual: { text: "[call(1, to='me')]", expression: "[call(1, to='me')]" },
    })
    expect(find(run, 'tests/test_cart.py::test_setup').failure).toMatchObject({ phase: 'setup', exception: 'ValueError', message: 'no' })
    expect(find(run, 'tests/test_cart.py::test_strict').failure?.message).toContain('XPASS(strict)')
    expect(find(run, 'tests/test_cart.py::test_exit').failure?.exception).toBe('SystemExit')
    expect(find(run, 'tests/test_cart.py::test_match').failure).toMatchObject({
      expected: { literal: "'present'" },
      actual: { literal: `"'absent'"` },
    })
    expect(run.productFiles).toContain('shop/cart.py')
    expect(run.outsideFiles).toEqual([])
  })

  test('keeps the tests of other files when one cannot be collected, and says why', async () => {
    const run = await runFiles({
      'app.py': 'def new(): return 1\n',
      'tests/test_import.py': 'import app\nfrom app import old\n\ndef test_old(): old()\n',
      'tests/test_syntax.py': 'def test_x(:\n    pass\n',
      'tests/test_fine.py': 'import app\n\ndef test_new(): assert app.new() == 1\n',
    })
    expect(outcomes(run)).toEqual({
      'tests/test_import.py': 'errored',
      'tests/test_syntax.py': 'errored',
      'tests/test_fine.py::test_new': 'passed',
    })
    expect(fileOutcomeOf(run, 'tests/test_import.py').failure).toMatchObject({
      phase: 'collect',
      exception: 'ImportError',
      frames: [{ file: 'tests/test_import.py', line: 2 }],
    })
    // wherever the tree lies
    expect(fileOutcomeOf(run, 'tests/test_import.py').failure?.message).toBe("cannot import name 'old' from 'app' (app.py)")
    expect(fileOutcomeOf(run, 'tests/test_syntax.py').failure).toMatchObject({
      exception: 'SyntaxError',
      frames: [{ file: 'tests/test_syntax.py', line: 1 }],
    })
  })

  test('a conftest that cannot be imported fails the files that load it, with its own place', async () => {
    const run = await runFiles({ 'app.py': '', 'tests/conftest.py': 'from app import gone\n', 'tests/test_a.py': 'def test_a(): pass\n' })
    expect(run.status).toBe('completed')
    expect(outcomes(run)).toEqual({ 'tests/test_a.py': 'errored' })
    expect(fileOutcomeOf(run, 'tests/test_a.py').failure).toMatchObject({
      exception: 'ImportError',
      frames: [{ file: 'tests/conftest.py', line: 1 }],
    })
  })

  test('runs exactly the ids that were asked for, and names those that are missing', async () => {
    const testIds = [
      'tests/test_a.py::test_row[a/b]',
      'tests/test_a.py::test_two',
      'tests/test_a.py::test_gone',
      'tests/test_absent.py::test_x',
    ]
    const run = await runFiles(
      {
        'tests/test_a.py':
          'import pytest\n@pytest.mark.parametrize("v", ["a", "a/b", ""])\ndef test_row(v): pass\ndef test_two(): pass\ndef test_three(): assert 0\n',
      },
      { files: ['tests/test_a.py', 'tests/test_absent.py'], testIds },
    )
    expect(outcomes(run)).toEqual({ 'tests/test_a.py::test_row[a/b]': 'passed', 'tests/test_a.py::test_two': 'passed' })
    expect(run.missingTestIds).toEqual(['tests/test_a.py::test_gone', 'tests/test_absent.py::test_x'])
  })

  test('all of a file that is asked for by its path', async () => {
    const files = { 'tests/test_a.py': 'def test_a(): assert 0\n', 'tests/test_b.py': 'def test_b(): pass\ndef test_c(): pass\n' }
    const run = await runFiles(files, { testIds: ['tests/test_a.py', 'tests/test_b.py::test_b'] })
    expect(outcomes(run)).toEqual({ 'tests/test_a.py::test_a': 'failed', 'tests/test_b.py::test_b': 'passed' })
    expect(run.fileOutcomes).toEqual([])
    expect(run.missingTestIds).toEqual([])
  })

  test('a class that cannot be collected fails its file, beside the tests that ran', async () => {
    const run = await runFiles({
      'tests/test_a.py':
        'import pytest\nclass TestBad:\n    @pytest.mark.parametrize("missing", [1])\n    def test_x(self): pass\ndef test_fine(): pass\n',
      'tests/test_skipped.py': 'import pytest\npytest.skip("not here", allow_module_level=True)\n',
    })
    expect(run.tests).toMatchObject([{ kind: 'test', id: 'tests/test_a.py::test_fine', outcome: 'passed' }])
    expect(run.fileOutcomes).toMatchObject([
      { kind: 'file', id: 'tests/test_a.py', outcome: 'errored', failure: { phase: 'collect' } },
      { kind: 'file', id: 'tests/test_skipped.py', outcome: 'skipped', failure: null },
    ])
    expect(fileOutcomeOf(run, 'tests/test_a.py').failure?.message).toContain("function uses no argument 'missing'")
  })

  test('does not stop at the first failure although the project says so', async () => {
    const run = await runFiles({
      'pytest.ini': '[pytest]\naddopts = -x --maxfail=1 --tb=no --assert=plain\n',
      'tests/test_a.py': 'def test_a():\n    assert 1 == 2\ndef test_b():\n    assert 0\ndef test_c(): pass\n',
    })
    expect(outcomes(run)).toEqual({
      'tests/test_a.py::test_a': 'failed',
      'tests/test_a.py::test_b': 'failed',
      'tests/test_a.py::test_c': 'passed',
    })
    expect(find(run, 'tests/test_a.py::test_a').failure).toMatchObject({ expected: { literal: '2' }, actual: { literal: '1' } })
  })

  test('says what to install when the options of the project name a plugin that is not there', async () => {
    const run = await runFiles({ 'setup.cfg': '[tool:pytest]\naddopts = --cov=app\n', 'tests/test_a.py': 'def test_a(): pass\n' })
    expect(run.status).toBe('broken')
    expect(run.reason).toContain('install pytest-cov beside pytest')
  })

  test('says what to install when there is no pytest', async () => {
    const run = await runFiles({ 'tests/test_a.py': 'def test_a(): pass\n' }, {}, { python: '/usr/bin/false' })
    expect(run).toMatchObject({ status: 'broken', tests: [] })
    expect(run.reason).toContain('pip install pytest')
  })

  test('keeps what it saw when the time is up', async () => {
    const run = await endless()
    expect(run.status).toBe('timed_out')
    expect(outcomes(run)).toEqual({ 'tests/test_a.py::test_a': 'passed', 'tests/test_a.py::test_b': 'errored' })
    expect(find(run, 'tests/test_a.py::test_b').failure?.exception).toBe('Timeout')
    expect(run.durationMs).toBeLessThan(40_000)
  })

  test('names the test during which the process died', async () => {
    const run = await runFiles({ 'tests/test_a.py': 'import os\ndef test_a(): pass\ndef test_b(): os._exit(7)\n' })
    expect(outcomes(run)).toEqual({ 'tests/test_a.py::test_a': 'passed', 'tests/test_a.py::test_b': 'errored' })
    expect(find(run, 'tests/test_a.py::test_b').failure?.message).toContain('code 7')
  })

  test('hides secrets and the files of the workflow from the tests, but for what the caller names', async () => {
    const names = [
      'GITHUB_TOKEN',
      'NPM_TOKEN',
      'DEPLOY_KEY',
      'DB_PASSWORD',
      'CLIENT_SECRET',
      'GITHUB_ENV',
      'GITHUB_PATH',
      'GITHUB_OUTPUT',
      'ACTIONS_RUNTIME_TOKEN',
      'WHATEVER',
    ]
    const run = await runFiles(
      {
        'tests/test_a.py': `import os\ndef test_a():\n    print("::set-output name=x::y")\n    assert [n for n in ${JSON.stringify(names)} if n in os.environ] == []\n    assert os.environ["SHOP_KEY"] == "for tests"\n`,
      },
      {},
      {
        env: {
          ...Object.fromEntries(names.map((name) => [name, 'hidden'])),
          SHOP_KEY: 'for tests',
          SUTURE_PASS_ENV: 'SHOP_KEY GITHUB_TOKEN',
        },
      },
    )
    expect(outcomes(run)).toEqual({ 'tests/test_a.py::test_a': 'passed' })
  })

  test('a project in a subfolder runs there, and its ids start at the top of the repository', async () => {
    const run = await runFiles(
      {
        'backend/pytest.ini': '[pytest]\npythonpath = .\n',
        'backend/app.py': 'def one(): return open("data.txt").read()\n',
        'backend/data.txt': 'one',
        'backend/tests/test_app.py': 'import app\ndef test_one(): assert app.one() == "one"\n',
      },
      { testIds: ['backend/tests/test_app.py::test_one'] },
    )
    expect(outcomes(run)).toEqual({ 'backend/tests/test_app.py::test_one': 'passed' })
    expect(run.productFiles).toEqual(['backend/app.py'])
  })

  test('repeats tests in forks that have seen none, and says which failed there', async () => {
    const again = await runFiles(
      {
        'tests/conftest.py': 'import pathlib\nSEEN = pathlib.Path.home() / "seen"\n',
        'tests/test_a.py': [
          'from conftest import SEEN',
          'calls = []',
          'def test_fresh():',
          '    calls.append(1)',
          '    assert calls == [1]',
          'def test_leaves():',
          '    SEEN.write_text(SEEN.read_text() + "x" if SEEN.exists() else "x")',
          '    assert SEEN.read_text() != "xx"',
        ].join('\n'),
      },
      { repeats: 3, coverage: true },
    )
    expect(outcomes(again)).toEqual({ 'tests/test_a.py::test_fresh': 'passed', 'tests/test_a.py::test_leaves': 'passed' })
    expect(again.repeated).toEqual([{ failed: [] }, { failed: ['tests/test_a.py::test_leaves'] }, { failed: [] }])
    expect(again.coverage?.outcome).toBe('measured')
  })

  test('runs lists of tests in forks, until one leaves files behind', async () => {
    const [fresh, random, leaves] = ['test_fresh', 'test_random', 'test_leaves'].map((name) => `tests/test_a.py::${name}`)
    const run = await runFiles(
      {
        'tests/test_a.py': [
          'import pathlib, random, tempfile',
          'calls, draw = [], random.Random()',
          'def test_fresh():',
          '    calls.append(1)',
          '    assert calls == [1]',
          'def test_random():',
          '    (pathlib.Path(tempfile.gettempdir()) / "own").touch(exist_ok=False)',
          '    assert calls + [draw.random()] == []',
          'def test_leaves():',
          '    (pathlib.Path.home() / "left").write_text("x")',
        ].join('\n'),
      },
      { forks: [[random, fresh], [fresh, random], [], [fresh]].map((list) => list.map((id) => id ?? '')) },
    )
    const forks = run.forks ?? []
    expect(run.tests).toEqual([])
    expect(forks.map(({ tests }) => tests.map(({ id, outcome }) => [id, outcome]))).toEqual([
      [
        [random, 'failed'],
        [fresh, 'passed'],
      ],
      [
        [fresh, 'passed'],
        [random, 'failed'],
      ],
      [
        [fresh, 'passed'],
        [random, 'failed'],
        [leaves, 'passed'],
      ],
    ])
    const [one, other] = forks.map(({ tests }) => tests.find(({ id }) => id === random)?.failure?.actual?.literal)
    expect(one).toMatch(/^\[0\.\d+\]$/)
    expect(other).not.toBe(one)
  })
})
