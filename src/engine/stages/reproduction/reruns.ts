import type { Reproduction } from '../../../model/reproduction.ts'
import type { RunRequest, TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { mostReruns } from '../../flakiness/rerun-policy.ts'
import type { TestRunner } from '../../ports.ts'
import { doubtfulTests, selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import { measuredRun } from './measured-run.ts'

type Rerunning = {
  readonly selection: RunRequest
  readonly doubtful: readonly Subject[]
  readonly most: number
  readonly first: TestRun
  /** The failures name a declared change: one run confirms them, and nobody asks which lines they reach. */
  readonly named: boolean
}

/** Runs the doubtful tests again, until each was seen both ways. Reruns that could show a flake each have a process of their own. */
export async function rerun(runner: TestRunner, { selection, doubtful, most, first, named }: Rerunning): Promise<TestRun[]> {
  const wanted = { ...selection, fresh: !named, alone: !named }
  const runs: TestRun[] = []
  const asBefore = (run: TestRun) => doubtful.every((one) => seenIn(run, one).outcome === seenIn(first, one).outcome)
  for (let count = 0; count < most; count += 1) {
    const isMeasured = count === 0 && !named
    runs.push(await (isMeasured ? measuredRun(runner, wanted, tookMs(selection, first), asBefore) : runner.run(wanted)))
    if (isSettled(runs, doubtful, first)) break
  }
  return runs
}

/**
 * The reruns that are still missing. None where the base passes and undoing the cause lets each test pass: then runs have switched the
 * failure off and on already, which is more than that it came back.
 */
export async function furtherReruns(
  { workspace, runner }: Pick<HealingContext, 'workspace' | 'runner'>,
  reproduction: Reproduction,
): Promise<Reproduction> {
  const { first, reruns } = reproduction
  const doubtful = doubtfulTests(reproduction)
  const isEnough = doubtful.every((one) => isSwitched(one, reproduction)) || isSettled(reruns, doubtful, first)
  // one rerun was enough from the start: the failures name a declared change
  if (reruns.length < 2 || isEnough) return reproduction
  const runs = [...reruns]
  await workspace.checkOut('head', new Map())
  while (runs.length < mostReruns() && !isSettled(runs, doubtful, first))
    runs.push(await runner.run({ ...selectionOf(doubtful), fresh: true, alone: true }))
  return { ...reproduction, reruns: runs }
}

function isSwitched(subject: Subject, { base, causes }: Reproduction): boolean {
  const isOff = base.outcome === 'ran' && seenIn(base.run, subject).outcome === 'passed'
  return isOff && causes.some(({ testId, outcome }) => testId === subject.id && outcome === 'found')
}

/** Whether every test was seen both ways; a test that failed and then only passes is no proof yet. */
function isSettled(runs: readonly TestRun[], doubtful: readonly Subject[], first: TestRun): boolean {
  const outcomes = (one: Subject) => new Set(runs.map((run) => seenIn(run, one).outcome))
  const contradicts = doubtful.some(
    (one) => seenIn(first, one).outcome === 'failed' && outcomes(one).has('passed') && outcomes(one).size === 1,
  )
  return doubtful.every((one) => outcomes(one).size > 1) && !contradicts
}

/** What the selected tests took in a run, in milliseconds. */
export function tookMs({ files, testIds }: Pick<RunRequest, 'files' | 'testIds'>, { tests }: TestRun): number {
  const selected = new Set(testIds)
  const counts = tests.filter(({ id, file }) => (testIds.length === 0 ? files.includes(file) : selected.has(id)))
  return counts.reduce((sum, { durationMs }) => sum + durationMs, 0)
}
