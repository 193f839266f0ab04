import type { Edit } from '../../model/candidate.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import { withoutLines } from '../optimization/candidate-of.ts'
import type { SuiteFacts, TimedTest } from '../optimization/optimization.ts'
import { median } from '../optimization/paired-saving.ts'
import { pausesOf } from '../optimization/pauses-of.ts'
import { editedFiles } from '../repair/edited-files.ts'
import { coverageOf, measuredRun } from '../stages/reproduction/measured-run.ts'
import { suiteTime } from './measure.ts'
import { AS_IT_IS, freshRun, type OptimizeContext } from './optimize-context.ts'

/** As often it is run as it is: what did not pass each time is not looked at. */
const RUNS = 3
/** As often a test has to pass without a pause. */
const IDLE_RUNS = 3

/** What the suite takes as it is, or why nothing can be said. `left`: tests that did not pass each time. */
export type Profile = { readonly facts: SuiteFacts; readonly left: readonly string[] } | { readonly error: string }

/** `files`: those of the tests that were asked for; empty: all. */
export async function profile(context: OptimizeContext, files: readonly string[]): Promise<Profile> {
  const request =
    files.length > 0
      ? { files: [...files], testIds: [] }
      : { files: [...(await context.workspace.listFiles('head'))], testIds: [], collect: true }
  const runs: TestRun[] = []
  for (let count = 0; count < RUNS; count += 1) {
    context.progress('profile', `run ${count + 1} of ${RUNS}`)
    const run = await freshRun(context, AS_IT_IS, request)
    if (run.status !== 'completed') return { error: run.reason }
    runs.push(run)
  }
  const all = [
    ...Map.groupBy(
      runs.flatMap((run) => run.tests),
      ({ id }) => id,
    ),
  ]
  const isSteady = (seen: TestRun['tests']): boolean => seen.length === RUNS && seen.every(({ outcome }) => outcome === 'passed')
  const tests = new Map<string, TimedTest>(
    all.flatMap(([id, seen]) => {
      const [ref] = seen
      return ref === undefined || !isSteady(seen) ? [] : [[id, { ref, ms: median(seen.map(({ durationMs }) => durationMs)) }] as const]
    }),
  )
  context.progress('profile', 'which lines the tests reach')
  await context.workspace.checkOut('head', AS_IT_IS)
  const passes = (run: TestRun) => [...tests.keys()].every((id) => run.tests.some((one) => one.id === id && one.outcome === 'passed'))
  const coverage = coverageOf(await measuredRun(context.runner, request, 0, passes))
  const idlePauses = await findIdlePauses(context, tests)
  const plain = await suiteTime(context, AS_IT_IS, [...new Set([...tests.values()].map(({ ref }) => ref.file))])
  return {
    facts: { tests, suiteMs: typeof plain === 'number' ? plain : median(runs.map(({ durationMs }) => durationMs)), coverage, idlePauses },
    left: all.flatMap(([id, seen]) => (isSteady(seen) || seen.every(({ outcome }) => outcome === 'skipped') ? [] : [id])),
  }
}

/** Takes the first pause out of each test, then the second, and so on: which tests pass without theirs. */
async function findIdlePauses(
  context: OptimizeContext,
  tests: ReadonlyMap<string, TimedTest>,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const { sources } = context
  const pauses = [...tests.values()].flatMap(({ ref }) => {
    const own = pausesOf(ref.id, sources)
    return own.length === 0 ? [] : [{ ref, own }]
  })
  const most = Math.max(0, ...pauses.map(({ own }) => own.length))
  const idle = new Map<string, Set<number>>()
  for (let place = 0; place < most; place += 1) {
    const tried = pauses.flatMap(({ ref, own }) => own.slice(place, place + 1).map((pause) => ({ ref, pause })))
    const edits = tried.map(({ ref, pause }): Edit => withoutLines(ref.file, sources.files.get(ref.file) ?? '', pause))
    const overlay = new Map((editedFiles(edits, sources.files) ?? []).map(({ path, after }) => [path, after]))
    const files = [...new Set(tried.map(({ ref }) => ref.file))]
    const runs: TestRun[] = []
    context.progress('profile', `${tried.length} tests without a pause`)
    for (let count = 0; count < IDLE_RUNS; count += 1) runs.push(await freshRun(context, overlay, { files, testIds: [] }))
    for (const { ref, pause } of tried) {
      const isIdle = runs.every((run) => run.tests.some(({ id, outcome }) => id === ref.id && outcome === 'passed'))
      if (isIdle) idle.set(ref.id, (idle.get(ref.id) ?? new Set()).add(pause.start))
    }
  }
  return idle
}
