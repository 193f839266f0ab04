import { expect, test } from 'vitest'
import { withRowNames } from '../../../../src/engine/stages/running/row-names.ts'
import type { RunRequest, TestRun } from '../../../../src/model/runs/test-run.ts'
import { emptyRun } from '../../../../src/runner/probes/read-run.ts'

const FILE = 'tests/test_a.py'
const MUTANT = { id: '0', file: 'a.py', start: 0, end: 1, replacement: '2', group: '' }
const seen = (...names: readonly string[]): TestRun => {
  const one = (name: string) => ({ kind: 'test' as const, id: `${FILE}::${name}`, file: FILE, suite: [], name, row: null })
  const more = { line: 1, outcome: 'passed' as const, durationMs: 1, failure: null }
  return { ...emptyRun('pytest', ''), status: 'completed', tests: names.map((name) => ({ ...one(name), ...more })) }
}
const asking = (name: string, more: Partial<RunRequest> = {}): RunRequest => {
  return {
    ...{ files: [FILE], testIds: [`${FILE}::${name}`], coverage: false, fresh: false, alone: false, repeats: 0 },
    secondRun: false,
    collect: false,
    ...more,
  }
}

/** A framework that holds these tests, and which of them each of its runs was asked for. */
function framework(...names: readonly string[]) {
  const asked: (readonly string[])[] = []
  const run = async ({ testIds, mutants }: RunRequest): Promise<TestRun> => {
    asked.push(testIds)
    const found = names.filter((name) => testIds.length === 0 || testIds.includes(`${FILE}::${name}`))
    if (mutants === undefined) return seen(...found)
    const outcome = { outcome: 'judged' as const, mutants: mutants.map(({ id }) => ({ id, outcome: 'killed' as const })) }
    return { ...seen(), ...(found.length > 0 ? { mutants: outcome } : {}) }
  }
  const plain = () => Promise.reject(new Error('nothing is run plainly'))
  return { runner: { framework: 'pytest' as const, run, plain }, asked }
}

test('a row has the name that it had in the first run', async () => {
  const { runner } = framework('test_sum', 'test_rate[90]')
  const run = await withRowNames(runner, seen('test_sum', 'test_rate[75]')).run(asking('test_rate[75]'))
  expect(run.tests.map(({ name }) => name)).toEqual(['test_rate[75]'])
})

test('mutants are judged by the tests that were asked for, and by no other test of the file', async () => {
  const { runner, asked } = framework('test_sum', 'test_rate[75]')
  await withRowNames(runner, seen('test_sum', 'test_rate[75]')).run(asking('test_sum', { mutants: [MUTANT] }))
  expect(asked).toEqual([[`${FILE}::test_sum`]])
})

test('a row that has another name now judges mutants by that name', async () => {
  const { runner, asked } = framework('test_sum', 'test_rate[90]')
  const named = withRowNames(runner, seen('test_sum', 'test_rate[75]'))
  await named.run(asking('test_rate[75]'))
  const run = await named.run(asking('test_rate[75]', { mutants: [MUTANT] }))
  expect(run.mutants?.outcome).toBe('judged')
  expect(asked.at(-1)).toEqual([`${FILE}::test_rate[90]`])
})
