import { describe, expect, test } from 'vitest'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { hunt } from '../../../src/engine/hunt/hunt.ts'
import type { TestRunner } from '../../../src/engine/ports.ts'
import type { ProbedTest } from '../../../src/model/runs/test-run.ts'
import { type Behaviour, seededSuite } from '../../support/hunt/seeded-suite.ts'

const passes: Behaviour = () => false
const stable = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`test_stable_${index}`, passes]))

type More = { tests?: string[]; budgetMs?: number; seed?: number; seen?: (test: ProbedTest) => ProbedTest }

async function hunted(tests: Readonly<Record<string, Behaviour>>, more: More = {}) {
  const { runner: seeded, workspace, counted, idOf } = seededSuite(tests, more.seed)
  const runner: TestRunner = {
    ...seeded,
    run: async (wanted) => {
      const run = await seeded.run(wanted)
      return { ...run, tests: run.tests.map((test) => more.seen?.(test) ?? test) }
    },
  }
  const framework = frameworkNamed('pytest')
  if (framework === null) throw new Error('pytest is known')
  let now = 0
  const clock = {
    now: () => {
      now += 1
      return now
    },
  }
  const request = { tests: (more.tests ?? []).map(idOf), runs: 10, mostRuns: 20, budgetMs: more.budgetMs ?? 1e9, threshold: 0.3 }
  const found = await hunt({ workspace, runner, framework, clock }, request)
  const flaky = found.results.filter(({ isFlaky }) => isFlaky)
  return {
    found,
    runs: counted.runs,
    flaky,
    names: flaky.map(({ testName }) => testName),
    causes: flaky.map(({ rootCauses }) => rootCauses[0]?.cause),
  }
}

/** Numbers from 0 to 9 that no condition changes. */
function everyTenth(): () => number {
  let count = 0
  return () => {
    count += 7
    return count % 10
  }
}

describe('a hunt names the factor that turns the failure on and off', () => {
  test.each<[string, Behaviour]>([
    ['unordered_collection', ({ conditions: { hashSeed = 0 } }) => hashSeed % 3 === 1],
    ['time', ({ conditions: { clock = '' } }) => clock.startsWith('2028-02-29')],
    ['time', ({ conditions: { zone = '' } }) => zone === 'Asia/Kolkata'],
    ['filesystem', ({ isAfterItself }) => isAfterItself],
    ['network', ({ conditions: { network } }) => network === 'off'],
    ['randomness', ({ chance }) => chance() < 0.35],
    ['async_wait', ({ conditions: { load, patience }, chance }) => patience === undefined && (load === true || chance() < 0)],
  ])('%s', async (cause, behaviour) => {
    const { names, causes, found } = await hunted({ ...stable(25), test_flaky: behaviour })
    expect(names).toEqual(['test_flaky'])
    expect(causes, JSON.stringify(found.results)).toEqual([cause])
  })

  test('what only waits too short passes where it waits longer, whatever the seed', async () => {
    const next = everyTenth()
    const racing: Behaviour = ({ conditions: { patience } }) => patience === undefined && next() < 4
    const { flaky } = await hunted({ ...stable(25), test_flaky: racing })
    expect(flaky[0]?.rootCauses.map(({ cause }) => cause)).toContain('async_wait')
  })

  test('nothing is named where nothing makes a difference', async () => {
    const next = everyTenth()
    const { flaky, causes } = await hunted({ ...stable(25), test_flaky: () => next() < 3 })
    expect(causes).toEqual(['unknown'])
    expect(flaky[0]).toMatchObject({ isFlaky: true, flakinessScore: 1 })
  })
})

describe('a test that depends on others', () => {
  const victim: Behaviour = ({ before }) => before.includes('test_pollutes')

  test('names what spoils it', async () => {
    const tests = { test_victim: victim, ...stable(60), test_pollutes: passes }
    const { flaky, runs } = await hunted(tests)
    expect(flaky).toMatchObject([
      { testName: 'test_victim', rootCauses: [{ cause: 'order_dependent', polluter: 'tests/test_6.py::test_pollutes' }] },
    ])
    expect(runs).toBeLessThan(80)
  })

  test('names what it needs', async () => {
    const tests = { test_sets_up: passes, ...stable(30), test_brittle: ({ before }) => !before.includes('test_sets_up') } satisfies Record<
      string,
      Behaviour
    >
    const { flaky } = await hunted(tests)
    expect(flaky).toMatchObject([
      { testName: 'test_brittle', rootCauses: [{ cause: 'order_dependent', cleaner: 'tests/test_0.py::test_sets_up' }] },
    ])
  })

  test('names what puts it right again', async () => {
    const polluted: Behaviour = ({ before }) => before.lastIndexOf('test_pollutes') > before.lastIndexOf('test_cleans')
    const tests = { test_pollutes: passes, ...stable(13), test_cleans: passes, test_victim: polluted }
    const { flaky } = await hunted(tests)
    expect(flaky[0]?.rootCauses[0]).toMatchObject({ polluter: 'tests/test_0.py::test_pollutes', cleaner: 'tests/test_1.py::test_cleans' })
  })

  test('is found where it fails as it is, too', async () => {
    const { flaky } = await hunted({ test_pollutes: passes, ...stable(12), test_victim: victim })
    expect(flaky).toMatchObject([{ testName: 'test_victim', rootCauses: [{ polluter: 'tests/test_0.py::test_pollutes' }] }])
  })

  test('names a leak where the polluter leaves something open and the victim finds it taken', async () => {
    const failure = { phase: 'call' as const, exception: 'OSError', stack: '', frames: [], expected: null, actual: null }
    const seen = (test: ProbedTest): ProbedTest => ({
      ...test,
      failure: test.outcome === 'failed' ? { ...failure, message: 'Address already in use' } : null,
      ...(test.name === 'test_pollutes' ? { left: ['1 sockets'] } : {}),
    })
    const { causes, flaky } = await hunted({ test_victim: victim, ...stable(20), test_pollutes: passes }, { seen })
    expect(causes).toEqual(['resource_leak'])
    expect(flaky[0]?.rootCauses[0]?.evidence).toContain('tests/test_2.py::test_pollutes leaves 1 sockets open')
  })

  test('two that are spoilt by one are explained by one search', async () => {
    const one = await hunted({ test_victim: victim, ...stable(60), test_pollutes: passes })
    const two = await hunted({ test_victim: victim, test_other: victim, ...stable(60), test_pollutes: passes })
    expect(two.flaky).toHaveLength(2)
    expect(two.runs - one.runs).toBeLessThan(12)
  })
})

describe('nothing is called flaky', () => {
  test('that always ends alike', async () => {
    const { found } = await hunted({ ...stable(30), test_broken: () => true })
    expect(found).toMatchObject({ results: [], broken: ['tests/test_3.py::test_broken'], stable: 30, notTried: [] })
  })

  test('and a test that was asked for is answered all the same', async () => {
    const { found } = await hunted(stable(3), { tests: ['test_stable_1'] })
    expect(found.results).toMatchObject([{ testName: 'test_stable_1', isFlaky: false, failCount: 0 }])
    expect(found.results[0]?.interval[1]).toBeLessThan(0.2)
  })

  test('what the budget did not allow is said', async () => {
    const { found, runs } = await hunted(stable(3), { budgetMs: 12 })
    expect(runs).toBeLessThan(20)
    expect(found.notTried.map(({ arm }) => arm)).toContain('combined')
  })
})

test('stable suites stay stable under every seed', async () => {
  const found = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => hunted({ ...stable(40) }, { seed })))
  expect(found.flatMap(({ names }) => names)).toEqual([])
})
