import { expect, test } from 'vitest'
import { outcomesOf, projectRuns } from '../../support/frameworks/project-runs.ts'

const run = projectRuns({ framework: 'vitest', files: { 'package.json': '{ "type": "module" }' } })

/** Passes at its second try: the module keeps what the first one left. */
const PRODUCT = 'let calls = 0\nexport const rate = () => (calls++ === 0 ? 0 : 7)\n'
const IMPORTS = "import { describe, expect, test } from 'vitest'\nimport { rate } from '../src/rate.js'\n"
const body = '() => { expect(rate()).toBe(7) }'
const later = (options: string) => `${IMPORTS}test('later', ${options}, ${body})\n`
const config = (test: string) => `export default { test: ${test} }\n`

test.each([
  ['of the configuration', { 'vitest.config.js': config('{ retry: 2 }'), 'test/rate.test.js': `${IMPORTS}test('later', ${body})\n` }, 2],
  ['of the test', { 'test/rate.test.js': later('{ retry: 1 }') }, 1],
  ['of a describe', { 'test/rate.test.js': `${IMPORTS}describe('d', { retry: 3 }, () => { test('later', ${body}) })\n` }, 3],
  [
    'of a project',
    {
      'vitest.config.js': config("{ projects: [{ test: { name: 'a', retry: 2, include: ['test/*.test.js'] } }] }"),
      'test/rate.test.js': `${IMPORTS}test('later', ${body})\n`,
    },
    2,
  ],
  [
    'set while collecting',
    { 'test/rate.test.js': `import { vi } from 'vitest'\n${IMPORTS}vi.setConfig({ retry: 2 })\ntest('later', ${body})\n` },
    2,
  ],
])('a test that passes at its second try has failed: retry %s', async (_, files, retries) => {
  const seen = await run({ 'src/rate.js': PRODUCT, ...files })
  expect(Object.values(outcomesOf(seen))).toEqual(['failed'])
  expect(seen.withheld).toEqual([{ what: 'retries', by: `retry: ${retries}` }])
})

test('a runner that tries again by itself changes nothing: the first try counts', async () => {
  const runner = [
    "import { TestRunner } from 'vitest'",
    'export default class Stubborn extends TestRunner {',
    '  onBeforeRunTask(test) { test.retry = 2; return super.onBeforeRunTask?.(test) }',
    '}',
  ]
  const seen = await run({
    'src/rate.js': PRODUCT,
    'vitest.config.js': config("{ runner: './runner.js' }"),
    'runner.js': runner.join('\n'),
    'test/rate.test.js': `${IMPORTS}test('later', ${body})\ntest('right', () => { expect(rate()).toBe(7) })\n`,
  })
  expect(outcomesOf(seen)).toEqual({ 'test/rate.test.js > later': 'failed', 'test/rate.test.js > right': 'passed' })
})

test('a test that is meant to fail is left as it is', async () => {
  const seen = await run({ 'src/rate.js': PRODUCT, 'test/rate.test.js': later('{ retry: 1, fails: true }') })
  expect(seen.withheld).toEqual([])
})

test('a configuration that has snapshots written writes none', async () => {
  const seen = await run({
    'src/rate.js': PRODUCT,
    'vitest.config.js': config('{ update: true }'),
    'test/rate.test.js': `${IMPORTS}test('wrong', () => { expect(8).toMatchInlineSnapshot('7') })\ntest('right', () => { expect(7).toMatchInlineSnapshot('7') })\n`,
  })
  expect(outcomesOf(seen)).toEqual({ 'test/rate.test.js > wrong': 'failed', 'test/rate.test.js > right': 'passed' })
  expect(seen.withheld).toEqual([{ what: 'snapshot_updates', by: 'update: true' }])
})
