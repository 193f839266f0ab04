import { describe, expect, test } from 'vitest'
import { cleanTestId } from '../../../src/model/test-id.ts'
import { comparingTests, expectCompared } from '../../support/frameworks/compared-values.ts'
import { beganEarly, fileOutcomeOf, testOf as find, outcomesOf as outcomes, projectRuns } from '../../support/frameworks/project-runs.ts'

const runFiles = projectRuns({
  framework: 'jest',
  files: { 'package.json': JSON.stringify({ name: 'project', devDependencies: { jest: '29' } }) },
  inCopy: true,
  leaves: ['caches', 'jest-cache'],
})

const endless = beganEarly(() =>
  runFiles(
    { 'test/a.test.js': "test('a', () => {})\ntest('b', async () => { await new Promise(() => setInterval(() => {}, 1000)) }, 60000)\n" },
    {},
    { timeoutMs: 20_000 },
  ),
)

describe('jest', () => {
  test('gives outcomes, ids, lines, frames and raw values', async () => {
    const run = await runFiles({
      'src/cart.js':
        'exports.total = (prices) => prices.reduce((a, b) => a + b, 0)\n\nexports.broken = () => {\n  throw new RangeError("too far")\n}\n',
      'test/cart.test.js': [
        "const assert = require('node:assert')",
        "const { broken, total } = require('../src/cart.js')",
        ...comparingTests('jest', ["  test('big', () => { expect(1n).toBe(2n) })"]),
      ].join('\n'),
    })
    const places = { file: 'test/cart.test.js', firstLine: 3, product: 'src/cart.js', throwingLine: 4 }
    expectCompared(run, places, ['big'])
    expect(find(run, 'test/cart.test.js > cart > big').failure).toMatchObject({ expected: { literal: '2n' }, actual: { literal: '1n' } })
  })

  test('a title that no report can keep is found by the name that the server has for it', async () => {
    const files = {
      'test/odd.test.js':
        "test('takes \\0 and \\ud800', () => { expect(1).toBe(2) })\ntest('other', () => {})\ntest(`long ${'x'.repeat(3_000)}`, () => {})\n",
    }
    const odd = 'test/odd.test.js > takes ␀ and \ufffd'
    const long = cleanTestId(`test/odd.test.js > long ${'x'.repeat(3_000)}`)
    expect(outcomes(await runFiles(files))).toEqual({ [odd]: 'failed', 'test/odd.test.js > other': 'passed', [long]: 'passed' })
    const asked = await runFiles(files, { testIds: [odd, long] })
    expect(asked.missingTestIds).toEqual([])
    expect(outcomes(asked)).toEqual({ [odd]: 'failed', [long]: 'passed' })
  })

  test('follows the configuration that the script of the project names', async () => {
    const run = await runFiles({
      'package.json': JSON.stringify({ name: 'project', scripts: { test: 'jest --config set/unit.js' }, devDependencies: { jest: '29' } }),
      'set/unit.js': "module.exports = { rootDir: '..', moduleNameMapper: { '^#lib/(.*)$': '<rootDir>/src/$1' } }\n",
      'src/cart.js': 'exports.total = () => 3\n',
      'test/cart.test.js': "const { total } = require('#lib/cart.js')\ntest('adds', () => { expect(total()).toBe(3) })\n",
    })
    expect(outcomes(run)).toEqual({ 'test/cart.test.js > adds': 'passed' })
  })

  test('a file that cannot be collected, and hooks that fail, are failures with their reason', async () => {
    const run = await runFiles({
      'test/import.test.js': "const { x } = require('../src/gone.js')\ntest('a', () => { x() })\n",
      'test/syntax.test.js': 'const = 1\n',
      'test/top.test.js': "class Bad extends Error {}\nthrow new Bad('at import')\n",
      'test/hook.test.js':
        "describe('d', () => { beforeAll(() => { throw new TypeError('no set-up') }); test('a', () => {}) })\ntest('b', () => {})\n",
    })
    expect(outcomes(run)).toEqual({
      'test/import.test.js': 'errored',
      'test/syntax.test.js': 'errored',
      'test/top.test.js': 'errored',
      'test/hook.test.js > d > a': 'failed',
      'test/hook.test.js > b': 'passed',
    })
    expect(fileOutcomeOf(run, 'test/import.test.js').failure).toMatchObject({ phase: 'collect' })
    expect(fileOutcomeOf(run, 'test/import.test.js').failure?.message).toContain("Cannot find module '../src/gone.js'")
    expect(fileOutcomeOf(run, 'test/syntax.test.js').failure).toMatchObject({ exception: 'SyntaxError' })
    expect(fileOutcomeOf(run, 'test/top.test.js').failure?.message).toContain('at import')
    expect(fileOutcomeOf(run, 'test/top.test.js').failure?.frames[0]).toMatchObject({ file: 'test/top.test.js', line: 2 })
    expect(find(run, 'test/hook.test.js > d > a')).toMatchObject({ file: 'test/hook.test.js', suite: ['d'], name: 'a', row: null })
    expect(find(run, 'test/hook.test.js > d > a').failure).toMatchObject({ exception: 'TypeError', message: 'no set-up' })
  })

  test('runs exactly the ids that were asked for, and names those that are missing', async () => {
    const text =
      "describe('d', () => { test.each(['a > b', ''])('x %s', () => {}); test('y', () => { expect(1).toBe(2) }) })\ntest('z', () => { throw new Error('must not run') })\n"
    const testIds = ['test/a.test.js > d > x a > b', 'test/a.test.js > d > y', 'test/a.test.js > gone', 'test/absent.test.js > x']
    const run = await runFiles(
      { 'test/a.test.js': text, 'test/b.test.js': text },
      { files: ['test/a.test.js', 'test/absent.test.js'], testIds },
    )
    expect(outcomes(run)).toEqual({ 'test/a.test.js > d > x a > b': 'passed', 'test/a.test.js > d > y': 'failed' })
    expect(find(run, 'test/a.test.js > d > x a > b')).toMatchObject({ suite: ['d'], name: 'x a > b' })
    expect(run.missingTestIds).toEqual(['test/a.test.js > gone', 'test/absent.test.js > x'])
  })

  test('the options and set-up of the project count, but for those that spoil the evidence', async () => {
    const run = await runFiles({
      'jest.config.js':
        "module.exports = { bail: 1, reporters: ['default'], collectCoverage: true, coverageThreshold: { global: { lines: 100 } }, cacheDirectory: './cache', setupFilesAfterEnv: ['./own-setup.js'], resetModules: true, restoreMocks: true }\n",
      'own-setup.js': 'globalThis.own = 5\n',
      'test/a.test.js': "test('a', () => { expect(globalThis.own).toBe(6) })\ntest('b', () => { expect(globalThis.own).toBe(7) })\n",
    })
    expect(outcomes(run)).toEqual({ 'test/a.test.js > a': 'failed', 'test/a.test.js > b': 'failed' })
    expect(find(run, 'test/a.test.js > b').failure).toMatchObject({ expected: { literal: '7' }, actual: { literal: '5' } })
  })

  test.each([
    [{}, 'test'],
    [{ NODE_ENV: 'development' }, 'development'],
  ])('tells configuration and tests what they run in, as its command line does: %j', async (env, expected) => {
    const files = {
      'jest.config.js': 'module.exports = { globals: { configured: process.env.NODE_ENV } }\n',
      'test/a.test.js': `test('a', () => { expect([configured, process.env.NODE_ENV]).toEqual(['${expected}', '${expected}']) })\n`,
    }
    expect(outcomes(await runFiles(files, {}, { env }))).toEqual({ 'test/a.test.js > a': 'passed' })
  })

  test('is not touched by what a set-up file mocks', async () => {
    const mocked = ['fs', 'module', 'path', 'util', 'crypto']
    const run = await runFiles({
      'jest.config.js': "module.exports = { setupFilesAfterEnv: ['./own-setup.js'] }\n",
      'own-setup.js': mocked.map((name) => `jest.mock('${name}')\njest.mock('node:${name}')\n`).join(''),
      'test/a.test.js': "test('a', () => { expect({ n: 1 }).toEqual({ n: 2 }) })\n",
    })
    expect(run.reason).toBe('')
    expect(find(run, 'test/a.test.js > a').failure).toMatchObject({ expected: { literal: '{ n: 2 }' }, actual: { literal: '{ n: 1 }' } })
  })

  test('runs ES modules', async () => {
    const run = await runFiles({
      'package.json': JSON.stringify({ name: 'project', type: 'module', devDependencies: { jest: '29' } }),
      'src/app.js': 'export const one = () => 1\n',
      'test/a.test.js':
        "import { jest } from '@jest/globals'\nimport { one } from '../src/app.js'\ntest('a', () => { expect(one(jest.fn())).toBe(2) })\n",
    })
    expect(outcomes(run)).toEqual({ 'test/a.test.js > a': 'failed' })
    expect(find(run, 'test/a.test.js > a').failure).toMatchObject({ expected: { literal: '2' }, actual: { literal: '1' } })
  })

  test('keeps what it saw when the time is up, and when the process ends', async () => {
    const late = await endless()
    expect(late.status).toBe('timed_out')
    expect(outcomes(late)).toEqual({ 'test/a.test.js > a': 'passed', 'test/a.test.js > b': 'errored' })
    const dead = await runFiles({ 'test/a.test.js': "test('a', () => {})\ntest('b', () => { process.exit(7) })\n" })
    expect(outcomes(dead)).toEqual({ 'test/a.test.js > a': 'passed', 'test/a.test.js > b': 'errored' })
    expect(find(dead, 'test/a.test.js > b').failure?.message).toContain('code 7')
  })

  test('says what to do when Jest is not installed or its configuration fails', async () => {
    const absent = await runFiles({ 'test/a.test.js': "test('a', () => {})\n" }, {}, { installed: false })
    expect(absent.status).toBe('broken')
    expect(absent.reason).toContain('npm ci')
    const failing = await runFiles({ 'jest.config.js': 'throw new Error("bad configuration")\n', 'test/a.test.js': '' })
    expect(failing.status).toBe('broken')
    expect(failing.reason).toContain('bad configuration')
  })

  test('names the versions that it runs where the project has an older one', async () => {
    const old = JSON.stringify({ name: 'jest', version: '25.5.4' })
    const run = await runFiles({ 'node_modules/jest/package.json': old, 'test/a.test.js': '' }, {}, { installed: false })
    expect(run.status).toBe('broken')
    expect(run.reason).toBe('Jest 25.5.4 is too old for Suture, which runs 26 to 30: update Jest in this project')
  })

  test('hides secrets of the caller from the tests', async () => {
    const names = ['GITHUB_TOKEN', 'NPM_TOKEN', 'GITHUB_ENV', 'NODE_OPTIONS', 'ANTHROPIC_API_KEY']
    const run = await runFiles(
      { 'test/a.test.js': `test('a', () => { expect(${JSON.stringify(names)}.filter((name) => name in process.env)).toEqual([]) })\n` },
      {},
      { env: Object.fromEntries(names.map((name) => [name, 'hidden'])) },
    )
    expect(outcomes(run)).toEqual({ 'test/a.test.js > a': 'passed' })
  })
})
