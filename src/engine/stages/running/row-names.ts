import type { ProbedTest, RunRequest, TestRun } from '../../../model/runs/test-run.ts'
import type { TestRunner } from '../../ports.ts'

/**
 * A runner that calls the rows of a parametrised test by the names that they had in the first run. Frameworks name rows by their values, so
 * a row whose value a repair changes has another name. Rows are told apart by their order in the file, where a run has as many tests there.
 */
export function withRowNames(runner: TestRunner, first: TestRun): TestRunner {
  /** What rows were called in the run that last called them otherwise, by their first names. */
  const latest = new Map<string, string>()
  const run = async (request: RunRequest): Promise<TestRun> => {
    const seen = await runner.run(request)
    const then = firstNames(seen, first)
    for (const [id, { id: old }] of then) latest.set(old, id)
    return withNames(seen, then)
  }
  return {
    ...runner,
    async run(request) {
      if (request.mutants !== undefined) return mutated(runner, request, latest)
      const seen = await run(request)
      const missing = request.testIds.filter((id) => !seen.tests.some((test) => test.id === id))
      if (missing.length === 0 || !missing.every((id) => first.tests.some((test) => test.id === id))) return seen
      const whole = await run({ ...request, testIds: [] })
      const asked = new Set(request.testIds)
      const isAsked = ({ id, file }: ProbedTest): boolean => asked.has(id) || asked.has(file)
      const tests = whole.tests.filter(isAsked)
      return { ...whole, tests, missingTestIds: request.testIds.filter((id) => !tests.some((test) => test.id === id)) }
    },
  }
}

/** A run of mutants reports no test: only those that were asked for may judge, never the other tests of their files in their place. */
async function mutated(runner: TestRunner, request: RunRequest, latest: ReadonlyMap<string, string>): Promise<TestRun> {
  const run = await runner.run(request)
  const testIds = request.testIds.map((id) => latest.get(id) ?? id)
  const isKnownOtherwise = testIds.some((id, index) => id !== request.testIds[index])
  return run.mutants?.outcome === 'judged' || !isKnownOtherwise ? run : runner.run({ ...request, testIds })
}

/** What tests were called in the first run, by their names in this one, where these differ. */
function firstNames(run: TestRun, first: TestRun): ReadonlyMap<string, ProbedTest> {
  const names = new Map<string, ProbedTest>()
  const old = Map.groupBy(first.tests, ({ file }) => file)
  for (const [file, tests] of Map.groupBy(run.tests, (test) => test.file)) {
    const before = old.get(file) ?? []
    const known = new Set(before.map(({ id }) => id))
    if (before.length !== tests.length || tests.every(({ id }) => known.has(id))) continue
    for (const [index, test] of tests.entries()) {
      const then = before[index]
      if (then !== undefined && then.id !== test.id) names.set(test.id, then)
    }
  }
  return names
}

function withNames(run: TestRun, names: ReadonlyMap<string, ProbedTest>): TestRun {
  if (names.size === 0) return run
  const { coverage, repeated } = run
  return {
    ...run,
    ...(repeated ? { repeated: repeated.map(({ failed }) => ({ failed: failed.map((id) => names.get(id)?.id ?? id) })) } : {}),
    tests: run.tests.map((test) => {
      const then = names.get(test.id)
      return then === undefined ? test : { ...test, id: then.id, suite: then.suite, name: then.name, row: then.row }
    }),
    coverage: coverage?.outcome === 'measured' ? { ...coverage, tests: renamedTests(coverage.tests, names) } : coverage,
  }
}

type LinesOfTests = Extract<NonNullable<TestRun['coverage']>, { outcome: 'measured' }>['tests']

function renamedTests(tests: LinesOfTests, names: ReadonlyMap<string, ProbedTest>): LinesOfTests {
  const renamed = Object.entries(tests).map(([file, lines]) => {
    const ofTests = Object.entries(lines).map(([id, own]) => [names.get(id)?.id ?? id, own] as const)
    return [file, Object.fromEntries(ofTests)] as const
  })
  return Object.fromEntries(renamed)
}
