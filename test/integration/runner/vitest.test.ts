import { describe, expect, test } from 'vitest'
import { cleanTestId } from '../../../src/model/test-id.ts'
import { comparingTests, expectCompared } from '../../support/frameworks/compared-values.ts'
import { beganEarly, fileOutcomeOf, testOf as find, outcomesOf as outcomes, projectRuns } from '../../support/frameworks/project-runs.ts'

const runFiles = projectRuns({
  framework: 'vitest',
  files: { 'package.json': JSON.stringify({ name: 'project', type: 'module', devDependencies: { vitest: '4' } }) },
  inCopy: true,
  leaves: ['caches'],
})

const endless = beganEarly(() =>
  runFiles(
    {
      'test/a.test.ts':
        "import { test } from 'vitest'\ntest('a', () => {})\ntest('b', async () => { await new Promise(() => setInterval(() => {}, 1000)) }, 60000)\n",
    },
    {},
    { timeoutMs: 20_000 },
  ),
)

describe('vitest', () => {
  test('gives outcomes, ids, lines, frames and raw values', async () => {
    const run = await runFiles({
      'src/cart.ts':
        'export type Price = number\n\nexport function total(prices: Price[]): Price {\n  return prices.reduce((a, b) => a + b, 0)\n}\n\nexport function broken(): never {\n  throw new RangeError("too far")\n}\n',
      'test/cart.test.ts': [
        "import assert from 'node:assert'",
        "import { describe, expect, test, vi } from 'vitest'",
        "import { broken, total } from '../src/cart.ts'",
        ...comparingTests('vi'),
      ].join('\n'),
    })
    const places = { file: 'test/cart.test.ts', firstLine: 4, product: 'src/cart.ts', throwingLine: 8 }
    expectCompared(run, places)
  })

  test('a title that no report can keep is found by the name that the server has for it', async () => {
    const files = {
      'test/odd.test.ts':
        "import { expect, test } from 'vitest'\ntest('takes \\0 and \\ud800', () => { expect(1).toBe(2) })\ntest('other', () => {})\ntest(`long ${'x'.repeat(3_000)}`, () => {})\n",
    }
    const odd = 'test/odd.test.ts > takes ␀ and \ufffd'
    const long = cleanTestId(`test/odd.test.ts > long ${'x'.repeat(3_000)}`)
    expect(outcomes(await runFiles(files))).toEqual({ [odd]: 'failed', 'test/odd.test.ts > other': 'passed', [long]: 'passed' })
    const asked = await runFiles(files, { testIds: [odd, long] })
    expect(asked.missingTestIds).toEqual([])
    expect(outcomes(asked)).toEqual({ [odd]: 'failed', [long]: 'passed' })
  })

  test('follows the configuration that the script of the project names', async () => {
    const scripts = { test: 'vitest run --config=set/unit.mjs' }
    const run = await runFiles({
      'package.json': JSON.stringify({ name: 'project', type: 'module', scripts, devDependencies: { vitest: '4' } }),
      'set/unit.mjs': "export default { resolve: { alias: { '#lib': new URL('../src', import.meta.url).pathname } } }\n",
      'src/cart.ts': 'export const total = () => 3\n',
      'test/cart.test.ts':
        "import { expect, test } from 'vitest'\nimport { total } from '#lib/cart.ts'\ntest('adds', () => { expect(total()).toBe(3) })\n",
    })
    expect(outcomes(run)).toEqual({ 'test/cart.test.ts > adds': 'passed' })
  })

  test('a file that cannot be collected, and hooks that fail, are failures with their reason', async () => {
    const run = await runFiles({
      'test/import.test.ts': "import { test } from 'vitest'\nimport { x } from '../src/gone.ts'\ntest('a', () => { x() })\n",
      'test/syntax.test.ts': 'const = 1\n',
      'test/top.test.ts': "import { test } from 'vitest'\nclass Bad extends Error {}\nthrow new Bad('at import')\n",
      'test/hook.test.ts':
        "import { beforeAll, describe, test } from 'vitest'\ndescribe('d', () => { beforeAll(() => { throw new TypeError('no set-up') }); test('a', () => {}) })\ntest('b', () => {})\n",
    })
    expect(outcomes(run)).toEqual({
      'test/import.test.ts': 'errored',
      'test/syntax.test.ts': 'errored',
      'test/top.test.ts': 'errored',
      'test/hook.test.ts > d > a': 'errored',
      'test/hook.test.ts > b': 'passed',
    })
    expect(fileOutcomeOf(run, 'test/import.test.ts').failure).toMatchObject({ phase: 'collect' })
    expect(fileOutcomeOf(run, 'test/import.test.ts').failure?.message).toContain('../src/gone.ts')
    expect(fileOutcomeOf(run, 'test/top.test.ts').failure).toMatchObject({
      exception: 'Bad',
      message: 'at import',
      frames: [{ file: 'test/top.test.ts', line: 3 }],
    })
    expect(find(run, 'test/hook.test.ts > d > a')).toMatchObject({ file: 'test/hook.test.ts', suite: ['d'], name: 'a', row: null })
    expect(find(run, 'test/hook.test.ts > d > a').failure).toMatchObject({ phase: 'setup', exception: 'TypeError', message: 'no set-up' })
  })

  test('runs exactly the ids that were asked for, and names those that are missing', async () => {
    const text =
      "import { describe, expect, test } from 'vitest'\ndescribe('d', () => { test.each(['a > b', ''])('x %s', () => {}); test('y', () => { expect(1).toBe(2) }) })\ntest('z', () => { throw new Error('must not run') })\n"
    const testIds = ['test/a.test.ts > d > x a > b', 'test/a.test.ts > d > y', 'test/a.test.ts > gone', 'test/absent.test.ts > x']
    const run = await runFiles(
      { 'test/a.test.ts': text, 'test/b.test.ts': text },
      { files: ['test/a.test.ts', 'test/absent.test.ts'], testIds },
    )
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > d > x a > b': 'passed', 'test/a.test.ts > d > y': 'failed' })
    expect(find(run, 'test/a.test.ts > d > x a > b')).toMatchObject({ suite: ['d'], name: 'x a > b' })
    expect(run.missingTestIds).toEqual(['test/a.test.ts > gone', 'test/absent.test.ts > x'])
  })

  test('the options and set-up of the project count, but for those that spoil the evidence', async () => {
    const run = await runFiles({
      'vitest.config.ts':
        "import { defineConfig } from 'vitest/config'\nexport default defineConfig({ test: { globals: true, bail: 1, reporters: ['junit'], outputFile: 'junit.xml', setupFiles: ['./own-setup.ts'], coverage: { enabled: true } } })\n",
      'own-setup.ts': 'globalThis.own = 5\n',
      'test/a.test.ts': "test('a', () => { expect(globalThis.own).toBe(6) })\ntest('b', () => { expect(globalThis.own).toBe(7) })\n",
    })
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > a': 'failed', 'test/a.test.ts > b': 'failed' })
    expect(find(run, 'test/a.test.ts > b').failure).toMatchObject({ expected: { literal: '7' }, actual: { literal: '5' } })
  })

  test('an error that no test caught is a failure of its file', async () => {
    const run = await runFiles({
      'test/a.test.ts':
        "import { test } from 'vitest'\ntest('a', async () => { void Promise.reject(new RangeError('lost')); await new Promise((resolve) => setTimeout(resolve, 50)) })\n",
    })
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > a': 'passed', 'test/a.test.ts': 'errored' })
    expect(fileOutcomeOf(run, 'test/a.test.ts').failure).toMatchObject({ phase: 'teardown', exception: 'RangeError', message: 'lost' })
  })

  test('keeps what it saw when the time is up', async () => {
    const run = await endless()
    expect(run.status).toBe('timed_out')
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > a': 'passed', 'test/a.test.ts > b': 'errored' })
  })

  test('tells configuration and tests what they run in, as its command line does', async () => {
    const names = "['NODE_ENV', 'TEST', 'VITEST']"
    const run = await runFiles({
      'vitest.config.ts': `export default { define: { configured: JSON.stringify(${names}.map((name) => process.env[name])) } }\n`,
      'test/a.test.ts': `import { expect, test } from 'vitest'\ntest('a', () => { expect([configured, ${names}.map((name) => process.env[name])]).toEqual([['test', 'true', 'true'], ['test', 'true', 'true']]) })\n`,
    })
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > a': 'passed' })
  })

  test('runs where modules are loaded as for a browser, as jsdom has it', async () => {
    const run = await runFiles(
      {
        'vitest.config.ts': "export default { test: { environment: './test/page.ts' } }\n",
        // both names of one setting: until Vitest 3, and since 4
        'test/page.ts':
          "export default { name: 'page', transformMode: 'web', viteEnvironment: 'client', setup: () => ({ teardown() {} }) }\n",
        'src/one.ts': 'export function one(): number {\n  return 1\n}\n',
        'test/a.test.ts':
          "import { expect, test } from 'vitest'\nimport { one } from '../src/one.ts'\ntest('a', () => { expect(one()).toBe(2) })\n",
      },
      { coverage: true },
    )
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > a': 'failed' })
    expect(find(run, 'test/a.test.ts > a').failure).toMatchObject({ expected: { literal: '2' }, actual: { literal: '1' } })
    expect(run.productFiles).toEqual(['src/one.ts'])
    expect(run.coverage).toMatchObject({
      outcome: 'measured',
      tests: { 'test/a.test.ts': { 'test/a.test.ts > a': { 'src/one.ts': [1, 2] } } },
    })
  })

  test('says what to do when Vitest is not installed or its configuration fails', async () => {
    const absent = await runFiles({ 'test/a.test.ts': "import { test } from 'vitest'\ntest('a', () => {})\n" }, {}, { installed: false })
    expect(absent.status).toBe('broken')
    expect(absent.reason).toContain('npm ci')
    const failing = await runFiles({ 'vitest.config.ts': 'throw new Error("bad configuration")\n', 'test/a.test.ts': '' })
    expect(failing.status).toBe('broken')
    expect(failing.reason).toContain('bad configuration')
  })

  test('names the versions that it runs where the project has an older one', async () => {
    const old = JSON.stringify({ name: 'vitest', version: '2.1.9', exports: { './package.json': './package.json' } })
    const run = await runFiles({ 'node_modules/vitest/package.json': old, 'test/a.test.ts': '' }, {}, { installed: false })
    expect(run.status).toBe('broken')
    expect(run.reason).toBe('Vitest 2.1.9 is too old for Suture, which runs 3 to 5: update Vitest in this project')
  })

  test('hides secrets of the caller from the tests', async () => {
    const names = ['GITHUB_TOKEN', 'NPM_TOKEN', 'GITHUB_ENV', 'NODE_OPTIONS', 'ANTHROPIC_API_KEY']
    const run = await runFiles(
      {
        'test/a.test.ts': `import { expect, test } from 'vitest'\ntest('a', () => { expect(${JSON.stringify(names)}.filter((name) => name in process.env)).toEqual([]) })\n`,
      },
      {},
      { env: Object.fromEntries(names.map((name) => [name, 'hidden'])) },
    )
    expect(outcomes(run)).toEqual({ 'test/a.test.ts > a': 'passed' })
  })
})
