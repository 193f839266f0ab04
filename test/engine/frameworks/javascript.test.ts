import { describe, expect, test } from 'vitest'
import { jest } from '../../../src/engine/frameworks/jest.ts'
import { vitest } from '../../../src/engine/frameworks/vitest.ts'

describe.each([jest, vitest])('$name', (framework) => {
  test.each([
    ['src/a.test.ts', true, true],
    ['src/a.spec.jsx', true, true],
    ['src/a-test.js', true, true],
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

  test('an id starts with its file', () => {
    expect(framework.fileOf('test/a.test.ts > cart > adds > twice')).toBe('test/a.test.ts')
    expect(framework.fileOf('test/a.test.ts')).toBe('test/a.test.ts')
  })

  test.each(['package.json', 'packages/a/package.json', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'])('%s is a manifest', (path) => {
    expect(framework.manifests.test(path)).toBe(true)
    expect(framework.manifests.test(`src/${path}.ts`)).toBe(false)
  })
})
