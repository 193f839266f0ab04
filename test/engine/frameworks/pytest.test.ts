import { describe, expect, test } from 'vitest'
import { pytest } from '../../../src/engine/frameworks/pytest.ts'

describe('pytest', () => {
  test.each([
    ['tests/test_a.py', true, true],
    ['src/pkg/test_a.py', true, true],
    ['a_test.py', true, true],
    ['conftest.py', true, false],
    ['tests/conftest.py', true, false],
    ['tests/support/factories.py', true, false],
    ['pkg/test/data.py', true, false],
    ['src/app.py', false, false],
    ['src/testing.py', false, false],
    ['src/contest.py', false, false],
    ['latests/app.py', false, false],
    ['tests/data.json', false, false],
    ['tests/test_a.pyc', false, false],
  ])('%s: a test file %s, collected %s', (path, isTest, isRunnable) => {
    expect([pytest.isTestFile(path), pytest.isRunnable(path)]).toEqual([isTest, isRunnable])
  })

  const none = new Set<string>()
  const paths = new Set(['tests/test_a.py', 'tests/a::b/test_c.py'])

  test.each([
    ['tests/test_a.py::test_a', 'tests/test_a.py', [], 'test_a', null],
    ['tests/t.py::TestA::test_b[1-x]', 'tests/t.py', ['TestA'], 'test_b', '1-x'],
    ['tests/test_a.py::TestA::TestInner::test_b', 'tests/test_a.py', ['TestA', 'TestInner'], 'test_b', null],
    ['tests/test_a.py::TestA::test_b[x::y[0]]', 'tests/test_a.py', ['TestA'], 'test_b', 'x::y[0]'],
    ['tests/test_a.py::test_b[a]b[c]', 'tests/test_a.py', [], 'test_b', 'a]b[c'],
    ['tests/test_a.py::test_b[]', 'tests/test_a.py', [], 'test_b', ''],
    ['tests/test_a.py::test_b[C:\\tmp\\x.py]', 'tests/test_a.py', [], 'test_b', 'C:\\tmp\\x.py'],
    ['tests/test_a.py::test_b[cut sho', 'tests/test_a.py', [], 'test_b[cut sho', null],
    ['tests/[odd]/test_a.py::test_b[1]', 'tests/[odd]/test_a.py', [], 'test_b', '1'],
  ])('%s lies in %s', (id, file, suite, name, row) => {
    expect(pytest.testRef(id, none)).toEqual({ kind: 'test', id, file, suite, name, row })
    expect(pytest.testRef(id, paths)).toEqual({ kind: 'test', id, file, suite, name, row })
  })

  test.each(['tests/test_a.py', 'tests/[odd].py'])('%s is the file as a whole', (id) => {
    expect(pytest.testRef(id, none)).toEqual({ kind: 'file', id, file: id })
  })

  test('a path that holds the separator is known from the tree', () => {
    const id = 'tests/a::b/test_c.py::test_d'
    expect(pytest.testRef(id, paths)).toMatchObject({ id, file: 'tests/a::b/test_c.py', suite: [], name: 'test_d' })
    expect(pytest.testRef('tests/a::b/test_c.py', paths)).toMatchObject({ kind: 'file', file: 'tests/a::b/test_c.py' })
  })

  test('a path as Windows writes it has the spelling of the tree', () => {
    const id = 'tests/test_a.py::test_b[a\\b]'
    expect(pytest.testRef('tests\\test_a.py::test_b[a\\b]', paths)).toMatchObject({ id, file: 'tests/test_a.py', row: 'a\\b' })
    expect(pytest.testRef('tests\\gone.py::test_b', paths)).toMatchObject({ id: 'tests\\gone.py::test_b', file: 'tests\\gone.py' })
  })

  test('nothing names nothing', () => {
    expect(pytest.testRef('', paths)).toBeNull()
  })

  test.each(['requirements.txt', 'requirements/dev.txt', 'pyproject.toml', 'sub/setup.cfg', 'uv.lock', 'poetry.lock', 'tox.ini'])(
    '%s is a manifest',
    (path) => {
      expect(pytest.manifests.test(path)).toBe(true)
    },
  )

  test.each(['src/app.py', 'docs/requirements.md', 'package.json'])('%s is none', (path) => {
    expect(pytest.manifests.test(path)).toBe(false)
  })
})
