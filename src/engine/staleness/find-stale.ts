import type { StaleReport, StaleTest, UncheckedLines } from '../../model/result/stale-report.ts'
import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import { type Subject, subjectTitle } from '../../model/test-ref.ts'
import { readSources } from '../diagnosis/sources/sources.ts'
import { withCollected } from '../frameworks/with-collected.ts'
import type { Parsers } from '../languages/parsers.ts'
import type { Clock, Progress, Workspace } from '../ports.ts'
import { refOf, selectionOf } from '../stages/doubtful-tests.ts'
import type { TestTarget } from '../stages/healing-context.ts'
import { coverageOf, measuredRun } from '../stages/reproduction/measured-run.ts'
import { findUnits } from './find-units.ts'
import { judgeUnits, type UnitVerdict } from './judge-units.ts'
import { type Reaching, reachedBy } from './reached-by.ts'
import { evidenceOf, suggestionOf } from './stale-words.ts'
import type { NotTold, Unit } from './unit.ts'

export type StalePorts = TestTarget & {
  readonly workspace: Workspace
  readonly clock: Clock
  readonly parsers: Parsers
  readonly progress: Progress
}

/** `tests` are ids; empty: all. */
export type StaleRequest = { readonly tests: readonly string[]; readonly endsAt: number }

/** What one framework's tests say of a change. */
export type FoundStale = Pick<StaleReport, 'stale' | 'unchecked' | 'declared' | 'checked' | 'notLooked'> & {
  readonly leftOut: readonly string[]
  readonly runs: number
}

/** Tests named for one thing that nobody checks: more of them say the same. */
const MOST_TESTS = 3

/** Tests that pass and no longer say anything of what a change declares, and its lines that no test reaches. */
export async function findStale(ports: StalePorts, request: StaleRequest): Promise<FoundStale> {
  const { workspace, clock, parsers, progress } = ports
  let runs = 0
  const runner = {
    ...ports.runner,
    run: (wanted: RunRequest) => {
      runs += 1
      return ports.runner.run(wanted)
    },
  }
  const none = (what: string, reason: string): FoundStale => {
    return { stale: [], unchecked: [], declared: 0, checked: 0, leftOut: [], notLooked: [{ what, reason }], runs }
  }
  progress('stale', `${ports.framework.name}: the tests as they are, with their lines`)
  await workspace.checkOut('head', new Map())
  const whole = await wholeOf(ports, request.tests)
  const run = await measuredRun(runner, { ...whole, fresh: true }, 0, (seen) => seen.tests.every(({ outcome }) => outcome !== 'failed'))
  if (run.status !== 'completed') return none(`the tests of ${ports.framework.name}`, run.reason || 'they did not end in time')
  const coverage = coverageOf(run)
  if (coverage.outcome === 'not_run') return none(`the tests of ${ports.framework.name}`, coverage.reason)
  const framework = withCollected(ports.framework, run)
  const sources = await readSources(workspace, framework, parsers)
  const { units, leftOut } = findUnits(sources, parsers)
  const reaching = new Map(units.map((unit) => [unit, reachedBy(unit, run, sources.trees.after)]))
  const near = [...new Set([...reaching.values()].flat().map(({ test }) => test))].map(refOf)
  const passing = run.tests.filter(({ outcome }) => outcome === 'passed')
  progress('stale', `${ports.framework.name}: ${units.length} things that the change declares, ${near.length} tests that come to them`)
  const verdicts =
    units.length === 0
      ? []
      : await judgeUnits(
          {
            ...{ workspace, runner, clock, parsers, texts: sources.headFiles, near: selectionOf(near), endsAt: request.endsAt },
            whole: request.tests.length > 0 ? selectionOf(passing.map(refOf)) : whole,
            testsOf: (unit) => new Set((reaching.get(unit) ?? []).map(({ test }) => test.id)),
            passing: new Set(passing.map(({ id }) => id)),
          },
          units,
        )
  const judged = units.map((unit, index): Judged => {
    return { unit, verdict: verdicts[index] ?? { outcome: 'not_judged', reason: '' }, reaching: reaching.get(unit) ?? [] }
  })
  return { ...told(judged, leftOut), notLooked: notLookedIn(run), declared: units.length, runs }
}

type Judged = { readonly unit: Unit; readonly verdict: UnitVerdict; readonly reaching: readonly Reaching[] }

function told(judged: readonly Judged[], leftOut: readonly NotTold[]): Pick<FoundStale, 'stale' | 'unchecked' | 'checked' | 'leftOut'> {
  const stale: StaleTest[] = []
  const unchecked: UncheckedLines[] = []
  const reasons = leftOut.map(({ reason }) => reason)
  for (const { unit, verdict, reaching } of judged) {
    if (verdict.outcome === 'not_judged') reasons.push(verdict.reason)
    if (verdict.outcome !== 'unchecked') continue
    const isEntered = reaching.some(({ entersIt }) => entersIt)
    const { file, lines, declares } = unit
    const said = {
      ...{ file, lines: [lines[0], lines[1]] as [number, number], declares },
      evidence: [...evidenceOf(unit, verdict.survived, isEntered)],
      suggestion: suggestionOf(unit),
    }
    const tests = reaching.filter(({ entersIt }) => entersIt === isEntered)
    if (tests.length === 0) unchecked.push(said)
    for (const { test } of tests.slice(0, MOST_TESTS)) {
      stale.push({ testId: test.id, testName: subjectTitle(refOf(test)), testFile: test.file, ...said })
    }
    for (const _ of tests.slice(MOST_TESTS)) reasons.push('more tests of the same lines')
  }
  return { stale, unchecked, leftOut: reasons, checked: judged.filter(({ verdict }) => verdict.outcome === 'checked').length }
}

/** Everything that the framework collects, or the files of the tests that were asked for. */
async function wholeOf({ workspace, framework }: StalePorts, tests: readonly string[]): Promise<RunRequest> {
  const files = await workspace.listFiles('head')
  const known = new Set(files)
  const subjects = tests.flatMap((id): readonly Subject[] => {
    const ref = framework.testRef(id, known)
    return ref === null ? [] : [ref]
  })
  return subjects.length > 0 ? selectionOf(subjects) : { files: [...files], testIds: [], collect: true }
}

function notLookedIn({ tests, fileOutcomes }: TestRun): FoundStale['notLooked'] {
  const failing = tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'errored').map(({ id }) => id)
  const broken = fileOutcomes.filter(({ outcome }) => outcome === 'errored').map(({ file }) => file)
  return [...broken, ...failing].map((what) => ({ what, reason: 'it does not pass on the head' }))
}
