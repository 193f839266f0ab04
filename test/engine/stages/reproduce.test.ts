import { expect, test } from 'vitest'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { doubtfulTests } from '../../../src/engine/stages/doubtful-tests.ts'
import type { TestRun } from '../../../src/model/test-run.ts'
import { completedRun } from '../../support/completed-run.ts'

const jest = frameworkNamed('jest')

function ran(...testIds: readonly string[]): TestRun {
  const about = { file: 'a.test.js', line: 1, outcome: 'failed', durationMs: 1, failure: null } as const
  const tests = testIds.map((testId) => ({ ...about, testId, name: testId }))
  return completedRun(tests, { framework: 'jest' })
}

test.each([
  ['as Suture names it', 'a.test.js > cart > adds up'],
  ['as Jest prints it', 'a.test.js › cart › adds up'],
  ['as reports have it, with all titles in one', 'a.test.js :: cart adds up'],
])('a test is found %s', (_, name) => {
  if (jest === null) throw new Error('no Jest')
  expect(jest.fileOf(name)).toBe('a.test.js')
  expect(doubtfulTests(ran('a.test.js > cart > adds up', 'a.test.js > cart > adds'), [name], jest)).toEqual(['a.test.js > cart > adds up'])
})

test('a test is found by its title as terminals and reports show it, without white space around it and with one space for more', () => {
  if (jest === null) throw new Error('no Jest')
  const run = ran('a.test.js > cart > adds\n  up ', 'a.test.js > cart > adds')
  expect(doubtfulTests(run, ['a.test.js > cart > adds up'], jest)).toEqual(['a.test.js > cart > adds\n  up '])
})

test('what could be two tests is neither', () => {
  if (jest === null) throw new Error('no Jest')
  const name = 'a.test.js :: cart adds up'
  expect(doubtfulTests(ran('a.test.js > cart > adds up', 'a.test.js > cart adds > up'), [name], jest)).toEqual([name])
})
