import { describe, expect, it } from 'vitest'
import {
  junitIdentity,
  pytestIdentity,
  pythonIdentity,
  type TestIdentity,
  testIdOf,
  titleIdentity,
} from '../../../src/engine/reports/test-identity.ts'

describe('testIdOf', () => {
  it.each<[TestIdentity, string]>([
    [pytestIdentity('tests/test_a.py::TestA::test_x[a::b/c[d]]'), 'tests/test_a.py::TestA::test_x[a::b/c[d]]'],
    [pythonIdentity('pytest', 'tests.test_a.TestA.TestInner', 'test_x[1]', null), 'tests/test_a.py::TestA::TestInner::test_x[1]'],
    [pythonIdentity('pytest', 'tests.test_a', 'test_x', null), 'tests/test_a.py::test_x'],
    [pythonIdentity('pytest', 'pkg.Tests.test_a.Case', 'test_x', 'pkg/Tests/test_a.py'), 'pkg/Tests/test_a.py::Case::test_x'],
    [
      titleIdentity('vitest', '/home/runner/work/app/app/src/a.test.ts', ['cart', 'tax', 'of 30 is 4']),
      'src/a.test.ts > cart > tax > of 30 is 4',
    ],
    [titleIdentity('playwright', 'a.spec.ts', ['cart', 'rounds'], 'firefox'), 'a.spec.ts > cart > rounds[firefox]'],
    [titleIdentity('jest', 'D:\\a\\app\\app\\src\\a.test.ts', []), 'src/a.test.ts'],
    [junitIdentity('maven', 'com.example.CartTest', 'total(int)[3]'), 'com.example.CartTest#total(int)[3]'],
    [junitIdentity('junit', 'com.example.CartTest', ''), 'com.example.CartTest'],
  ])('writes %j in its framework’s own form', (identity, id) => {
    expect(testIdOf(identity)).toBe(id)
  })

  it('tells the rows of a parametrised test apart', () => {
    const [first, second] = ['test_x[1-2]', 'test_x[1-3]'].map((name) => pythonIdentity('pytest', 'test_a', name, null))
    expect(first).toMatchObject({ name: 'test_x', parameters: '1-2' })
    expect(second).toMatchObject({ name: 'test_x', parameters: '1-3' })
  })
})
