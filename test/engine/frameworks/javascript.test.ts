import { describe, expect, test } from 'vitest'
import { jest } from '../../../src/engine/frameworks/jest.ts'
import { vitest } from '../../../src/engine/frameworks/vitest.ts'

describe.each([jest, vitest])('$name', (framework) => {
  test.each([
    ['src/a.test.ts', true, true],
    ['src/a.spec.jsx', true, true],
    ['src/a-test.js', true, true],
    ['src/a.test-d.ts', true, false],
    ['src/a.bench.ts', true, false],
    ['src/bench.ts', false, false],
    ['src/__tests__/a.ts', true, true],
    ['src/__mocks__/fs.js', true, false],
    ['test/support/factory.ts', true, false],
    ['tests/data.mjs', true, false],
    ['test/setup.ts', false, false],
    ['vitest.setup.ts', false, false],
    ['test/jest.setup.js', false, false],
    ['test/setup-tests.ts', false, false],
    ['test/global-setup.ts', false, false],
    ['src/app.ts', false, false],
    ['src/testing/app.ts', false, false],
    ['vitest.config.ts', false, false],
    ['test/data.json', false, false],
  ])('%s: a test file %s, collected %s', (path, isTest, isRunnable) => {
    expect([framework.isTestFile(path), framework.isRunnable(path)]).toEqual([isTest, isRunnable])
  })

  const none = new Set<string>()
  const paths = new Set(['test/a.test.ts', 'test/a > b/c.test.ts'])
  const about = { kind: 'test', file: 'test/a.test.ts', row: null }

  test.each([
    ['test/a.test.ts > cart > adds > twice', ['cart', 'adds'], 'twice'],
    ['test/a.test.ts › cart › adds', ['cart'], 'adds'],
    ['test/a.test.ts :: cart adds', [], 'cart adds'],
    ['test/a.test.ts > std :: vector › grows', [], 'std :: vector › grows'],
    ['test/a.test.ts > adds [1, 2]', [], 'adds [1, 2]'],
    ['test/a.test.ts > a > 1', ['a'], '1'],
  ])('%s: the file, the suites %j and the title', (id, suite, name) => {
    expect(framework.testRef(id, none)).toEqual({ ...about, id, suite, name })
    expect(framework.testRef(id, paths)).toEqual({ ...about, id, suite, name })
  })

  test('a path that holds the separator is known from the tree', () => {
    const about = { kind: 'test', file: 'test/a > b/c.test.ts', row: null }
    const id = 'test/a > b/c.test.ts > cart > adds'
    expect(framework.testRef(id, paths)).toEqual({ ...about, id, suite: ['cart'], name: 'adds' })
    expect(framework.testRef('test/a > b/c.test.ts', paths)).toMatchObject({ kind: 'file', file: 'test/a > b/c.test.ts' })
  })

  test('a path as Windows prints it has the spelling of the tree', () => {
    const id = 'test/a.test.ts > reads C:\\a'
    expect(framework.testRef('test\\a.test.ts > reads C:\\a', paths)).toEqual({ ...about, id, suite: [], name: 'reads C:\\a' })
    expect(framework.testRef('.\\test\\a.test.ts', paths)).toEqual({ kind: 'file', id: 'test/a.test.ts', file: 'test/a.test.ts' })
  })

  test('a path alone is the file as a whole, and nothing is nothing', () => {
    expect(framework.testRef('test/a.test.ts', none)).toEqual({ kind: 'file', id: 'test/a.test.ts', file: 'test/a.test.ts' })
    expect(framework.testRef('', paths)).toBeNull()
  })

  test.each(['package.json', 'packages/a/package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'])('%s is a manifest', (path) => {
    expect(framework.manifests.test(path)).toBe(true)
    expect(framework.manifests.test(`src/${path}.ts`)).toBe(false)
  })
})
