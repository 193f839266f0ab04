import type { TestRunner, Workspace } from '../../../src/engine/ports.ts'
import type { RunConditions } from '../../../src/model/runs/run-conditions.ts'
import type { RunRequest, TestRun } from '../../../src/model/runs/test-run.ts'
import { seeded } from '../../bench/parse/seeded.ts'

/** What a computed test can know: the conditions of its run, the tests that ran before it, and a number by chance, which a seed fixes. */
export type Circumstances = {
  readonly conditions: RunConditions
  readonly before: readonly string[]
  readonly isAfterItself: boolean
  chance(): number
}

/** Whether a computed test fails. */
export type Behaviour = (circumstances: Circumstances) => boolean

/** A suite whose tests are computed, in files of ten; each run is counted. */
export function seededSuite(tests: Readonly<Record<string, Behaviour>>, seed = 1) {
  const real = seeded(seed)
  const names = Object.keys(tests)
  const fileOf = (name: string) => `tests/test_${Math.floor(names.indexOf(name) / 10)}.py`
  const idOf = (name: string) => `${fileOf(name)}::${name}`
  const counted = { runs: 0 }
  const run = ({ files, testIds, collect, listed, conditions = {}, secondRun = false }: RunRequest): Promise<TestRun> => {
    counted.runs += 1
    const asked = names.filter(
      (name) => (collect === true || files.includes(fileOf(name))) && (testIds.length === 0 || testIds.includes(idOf(name))),
    )
    const placed = ordered(
      listed === true ? asked.toSorted((a, b) => testIds.indexOf(idOf(a)) - testIds.indexOf(idOf(b))) : asked,
      conditions,
    )
    const outcomes = placed.map((name, index) => {
      const { randomSeed } = conditions
      const fixed = randomSeed === undefined ? real : seeded(randomSeed * 1_000 + names.indexOf(name))
      const isFailed = tests[name]?.({ conditions, before: placed.slice(0, index), isAfterItself: secondRun, chance: fixed }) ?? false
      return {
        ...{ kind: 'test' as const, id: idOf(name), file: fileOf(name), suite: [], name, row: null, line: 1, durationMs: 1 },
        ...{ outcome: isFailed ? ('failed' as const) : ('passed' as const), failure: null },
      }
    })
    return Promise.resolve({ ...NOTHING, tests: outcomes })
  }
  const runner: TestRunner = { framework: 'pytest', run, plain: () => Promise.reject(new Error('not asked for')) }
  const workspace: Workspace = {
    ...{ base: 'base', head: 'head', readFile: async () => null, changes: async () => [], intentTexts: async () => [] },
    listFiles: async () => [...new Set(names.map(fileOf))],
    checkOut: async () => undefined,
  }
  return { runner, workspace, counted, idOf }
}

const NOTHING: TestRun = {
  ...{ framework: 'pytest', status: 'completed', reason: '', output: '', durationMs: 1, tests: [], fileOutcomes: [], missingTestIds: [] },
  ...{ productFiles: [], outsideFiles: [], coverage: null, withheld: [] },
}

function ordered(names: readonly string[], { order }: RunConditions): readonly string[] {
  if (order === undefined) return names
  if (order === 'reversed') return names.toReversed()
  const random = seeded(order)
  return names
    .map((name) => ({ name, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ name }) => name)
}
