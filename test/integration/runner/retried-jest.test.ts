import { expect, test } from 'vitest'
import { outcomesOf, projectRuns } from '../../support/frameworks/project-runs.ts'

const run = projectRuns({ framework: 'jest', files: { 'package.json': '{ "jest": {} }' } })

/** Passes at its second try: the module keeps what the first one left. */
const PRODUCT = 'let calls = 0\nmodule.exports.rate = () => (calls++ === 0 ? 0 : 7)\n'
const LATER = "test('later', () => { expect(require('../src/rate').rate()).toBe(7) })"
const FILES = { 'src/rate.js': PRODUCT, 'src/ok.test.js': "test('ok', () => {})" }

test.each([
  ['at the top of the file', ['jest.retryTimes(2)', LATER], 2],
  ['at once', ['jest.retryTimes(1, { retryImmediately: true })', LATER], 1],
  ['in a hook', ['beforeAll(() => { jest.retryTimes(3) })', LATER], 3],
  ['of a whole describe', ["describe('d', () => {", 'jest.retryTimes(2, { entireDescribe: true })', LATER, '})'], 2],
  ['in a describe', ["describe('d', () => {", 'jest.retryTimes(2)', LATER, '})'], 2],
])('a test that passes at its second try has failed: retryTimes %s', async (_, lines, times) => {
  const seen = await run({ ...FILES, 'test/rate.test.js': lines.join('\n') })
  expect(Object.values(outcomesOf(seen)).toSorted()).toEqual(['failed', 'passed'])
  expect(seen.withheld).toEqual([{ what: 'retries', by: `jest.retryTimes(${times})` }])
})

test('retryTimes of the set-up has no effect either', async () => {
  const config = '{ "jest": { "setupFilesAfterEnv": ["<rootDir>/set-up.js"] } }'
  const files = { ...FILES, 'package.json': config, 'set-up.js': 'jest.retryTimes(4)\n', 'test/rate.test.js': LATER }
  const seen = await run(files)
  expect(outcomesOf(seen)).toEqual({ 'src/ok.test.js > ok': 'passed', 'test/rate.test.js > later': 'failed' })
  expect(seen.withheld).toEqual([{ what: 'retries', by: 'jest.retryTimes(4)' }])
})
