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

  test.each([
    ['tests/test_a.py::test_a', 'tests/test_a.py', 'tests/test_a.py::test_a'],
    ['tests/test_a.py::TestA::test_b[x::y[0]]', 'tests/test_a.py', 'tests/test_a.py::TestA::test_b'],
    ['tests/[odd]/test_a.py::test_b[1]', 'tests/[odd]/test_a.py', 'tests/[odd]/test_a.py::test_b'],
    ['tests/test_a.py', 'tests/test_a.py', 'tests/test_a.py'],
    ['tests/[odd].py', 'tests/[odd].py', 'tests/[odd].py'],
  ])('%s lies in %s and is a row of %s', (testId, file, test) => {
    expect([pytest.fileOf(testId), pytest.functionOf(testId)]).toEqual([file, test])
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
