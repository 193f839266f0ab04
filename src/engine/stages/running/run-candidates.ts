import type { Reproduction } from '../../../model/reproduction.ts'
import type { CandidateRuns, SecondFailure } from '../../../model/runs/candidate-runs.ts'
import type { TestCoverage } from '../../../model/runs/test-coverage.ts'
import type { RunRequest, TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import type { CheckResult } from '../../../model/test-repair.ts'
import { importClosure } from '../../changes/resolve/import-closure.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { isTestData } from '../../frameworks/test-data.ts'
import { languageOf } from '../../languages/index.ts'
import type { Overlay } from '../../ports.ts'
import { type EditedFile, editedFiles, isTakenAway } from '../../repair/edited-files.ts'
import type { RunReview } from '../../review/checks/check.ts'
import { refusing, reviewRuns } from '../../review/index.ts'
import { doesStand } from '../../review/reading/does-stand.ts'
import { lineMapping } from '../../review/reading/line-mapping.ts'
import { areOnlyCompared } from '../../review/reading/only-compared.ts'
import { passesIn } from '../../review/reading/passes-in.ts'
import { doubtfulNamed, selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import { coverageOf, measuredRun } from '../reproduction/measured-run.ts'
import { tookMs } from '../reproduction/reruns.ts'
import type { ReviewedCandidate } from '../review.ts'
import { loadedTests } from './loaded-tests.ts'
import { testsOfRemovedParameter } from './removed-parameters.ts'
import { distinctTests, isRemoval, standingFor, standingTests, takenAway } from './standing-tests.ts'

/**
 * How often a repaired test passes by itself before it is offered: five times in all, as the run with its file comes on top, in a process of
 * its own. What only a person can say yes to is shown to pass once.
 */
const PASSES_ALONE = { offered: 4, proposed: 1 }
const AS_IT_WAS = { outcome: 'not_run', reason: 'every expectation is as it was, token by token' } as const
const NOT_SAID = { outcome: 'not_run', reason: 'a person has not said yes yet', why: 'open' } as const
const NOTHING_EXPECTED = { outcome: 'not_run', reason: 'what is taken away expects nothing any more', why: 'empty' } as const
const STAYS = { outcome: 'not_run', reason: 'what the tests expect stays as it is', why: 'empty' } as const
const NOT_YET = { outcome: 'not_run', reason: 'only a repair that passes, and breaks nothing, is asked', why: 'open' } as const

/** The runs of one candidate; `together` is the run of the repaired files as a whole, `tests` are what had to pass. */
export type Ran = {
  readonly reviewed: ReviewedCandidate
  readonly runs: CandidateRuns
  readonly together: TestRun
  readonly tests: readonly Subject[]
  readonly evidence: RunEvidence
  /** The answers of `failedOf`: the tests asked for, and those of files that load again. */
  readonly answered: readonly Answered[]
}

/** A test, and what has to pass for it: itself, or what stands where it was taken away. */
type Answered = { readonly testId: string; readonly by: Subject }

/**
 * Runs candidates of one round. All are run together first; where that is not clean, those whose tests fail are run each by itself, and the
 * others together again, so that one broken repair never takes the others down, nor hides among them. `left` are tests that fail for another reason: nothing answers for them.
 */
export async function runCandidates(
  context: HealingContext,
  candidates: readonly ReviewedCandidate[],
  reproduction: Reproduction,
  left: ReadonlySet<string> = new Set(),
): Promise<readonly Ran[]> {
  const startedAt = context.clock.now()
  const shownOf = await runsOf(context, candidates, reproduction)
  const results: Ran[] = []
  for (const [reviewed, shown] of shownOf) {
    const { candidate, files, planned } = reviewed
    const open = isProvedWhole(reviewed) ? NOT_YET : NOT_SAID
    const removal = isRemoval(reviewed)
    const evidence = isAsItWas(candidate)
      ? shown
      : { ...shown, undone: removal ? NOTHING_EXPECTED : expectsAnew(candidate) ? open : STAYS, strength: open, removal }
    const asked = doubtfulNamed(candidate.testIds, reproduction)
    const seen = [...evidence.alone, evidence.together]
    const standing = asked.map((one) => standingFor(one, reviewed, context))
    // of a file from which tests go, all of it speaks
    const loaded = removal ? standing : asked.flatMap((one) => loadedTests(one, seen, reproduction))
    const tests = distinctTests(loaded).filter(({ id }) => !left.has(id))
    const own = asked.map((one, index) => ({ testId: one.id, by: standing[index] ?? one }))
    const answered = [...own, ...tests.filter(({ id }) => !own.some(({ testId, by }) => testId === id || by.id === id)).map(bySelf)]
    const { checks, failedOf } = judgedRuns(evidence, tests, answered)
    const refused = asked.filter((_, index) => failedOf[index]?.failed.length !== 0)
    const removedParameter =
      planned.kind === 'runs' && planned.runs.includes('argument_dropped_on_base')
        ? await testsOfRemovedParameter(context, files, refused, reproduction, evidence)
        : []
    const runs: CandidateRuns = {
      candidate: candidate.id,
      checks,
      failedOf,
      secondFailures: [
        ...secondFailures(
          answered.map(({ by }) => by),
          evidence,
        ),
      ],
      removedParameter: [...removedParameter],
      secondCauses: [],
      tookMs: context.clock.now() - startedAt,
    }
    results.push({ reviewed, runs, together: evidence.together, tests, evidence, answered })
  }
  return results
}

/** What the runs of each candidate show, in their order. */
async function runsOf(
  context: HealingContext,
  candidates: readonly ReviewedCandidate[],
  reproduction: Reproduction,
): Promise<ReadonlyMap<ReviewedCandidate, RunEvidence>> {
  const joins = candidates.length > 1 && filesTogether(candidates, context) !== null
  const joint = joins ? await runTogether(context, candidates, reproduction) : null
  if (joint?.isClean) return new Map(candidates.map((one) => [one, joint.evidence]))
  const seen = joint === null ? [] : [...joint.evidence.alone, joint.evidence.together]
  const gone = joint === null ? new Set<string>() : joint.evidence.gone
  const passes = (one: ReviewedCandidate): boolean =>
    standingTests([one], context, reproduction).every((test) => seen.every((run) => doesStand(run, test, gone)))
  const sound = joint === null ? [] : candidates.filter(passes)
  const shown = new Map(sound.length < candidates.length ? await runsOf(context, sound, reproduction) : [])
  for (const one of candidates) if (!shown.has(one)) shown.set(one, (await runTogether(context, [one], reproduction)).evidence)
  return new Map(candidates.flatMap((one) => (shown.has(one) ? [[one, shown.get(one) as RunEvidence] as const] : [])))
}

/** A candidate with which its tests failed once: more runs would say no more. */
export function failedRun({ sources }: HealingContext, reviewed: ReviewedCandidate, run: TestRun, reproduction: Reproduction): Ran {
  const tests = doubtfulNamed(reviewed.candidate.testIds, reproduction)
  const unseen = { outcome: 'not_run', reason: 'the tests fail with it', why: 'open' } as const
  const evidence = {
    ...{ alone: [run], together: run, unrepaired: reproduction.first, carry: lineMapping(sources) },
    ...{ old: unseen, isOnlyCompared: false, undone: unseen, strength: unseen, removal: isRemoval(reviewed) },
    gone: new Set<string>(),
  }
  const runs: CandidateRuns = {
    candidate: reviewed.candidate.id,
    ...judgedRuns(evidence, tests, tests.map(bySelf)),
    secondFailures: [...secondFailures(tests, evidence)],
    ...{ removedParameter: [], secondCauses: [], tookMs: run.durationMs },
  }
  return { reviewed, runs, together: run, tests, evidence, answered: tests.map(bySelf) }
}

export type RunEvidence = Omit<RunReview, 'tests'>

/** What the checks of runs say of all tests together, and of each by itself. */
export function judgedRuns(
  evidence: RunEvidence,
  tests: readonly Subject[],
  answered: readonly Answered[],
): Pick<CandidateRuns, 'checks' | 'failedOf'> {
  return {
    checks: [...reviewRuns({ tests, ...evidence })],
    failedOf: answered.map(({ testId, by }) => ({ testId, failed: failedChecks(evidence, [by]) })),
  }
}

async function runTogether(
  context: HealingContext,
  candidates: readonly ReviewedCandidate[],
  reproduction: Reproduction,
): Promise<{ readonly isClean: boolean; readonly evidence: RunEvidence }> {
  const { workspace, runner, sources } = context
  const { first, base } = reproduction
  const overlay = overlayOf(filesTogether(candidates, context) ?? [])
  const tests = standingTests(candidates, context, reproduction)
  const selection = selectionOf(tests)
  const gone = takenAway(candidates, context, reproduction)
  const left = selectionOf(tests.filter(({ file }) => !gone.has(file)))
  const asked = left.files.length > 0 ? left : { files: [...runnableBeside(gone, context, first)], testIds: [] }
  const files = [...new Set([...asked.files, ...dependants(context, [...overlay.keys()])])]
  const isWhole = candidates.some(isProvedWhole)
  // what only a person can say yes to is shown to pass, and the rest waits for that
  const isMeasured = isWhole || candidates.some(({ candidate }) => isAsItWas(candidate))
  const old = isMeasured ? await oldCoverage(context, selection, base, isWhole) : NOT_SAID
  await workspace.checkOut('head', overlay)
  const isPassing = (seen: TestRun) => tests.every((test) => doesStand(seen, test, gone))
  const baseMs = base.outcome === 'ran' ? tookMs(selection, base.run) : 0
  // cheapest first: whoever fails once is not asked again
  const most = isMeasured && left.files.length > 0 ? PASSES_ALONE.offered : PASSES_ALONE.proposed
  // the last run of a changed expectation draws its own hash seed, as a new value may be in an order that only this process has
  const repeated = { ...asked, repeats: Math.max(0, most - (isWhole ? 2 : 1)) }
  const alone: TestRun[] = [await (isMeasured ? measuredRun(runner, repeated, baseMs, isPassing) : runner.run(asked))]
  while (passesIn(alone) < most && alone.every(isPassing)) {
    const isLast = passesIn(alone) === most - 1
    alone.push(await runner.run({ ...asked, fresh: isLast, alone: isLast }))
  }
  const together = await runner.run({ files, testIds: [], fresh: true })
  const evidence = {
    alone,
    together,
    unrepaired: await unrepairedRun(context, [...files, ...gone], first),
    old,
    carry: lineMapping(sources),
    isOnlyCompared: candidates.every(({ candidate }) => areOnlyCompared(candidate.edits, sources.trees.after)),
    undone: AS_IT_WAS,
    strength: AS_IT_WAS,
    ...{ removal: false, gone },
  }
  return { isClean: failedChecks(evidence, tests).length === 0, evidence }
}

function isAsItWas({ edits }: ReviewedCandidate['candidate']): boolean {
  return edits.every(({ effect }) => effect === 'reach')
}

function expectsAnew({ edits }: ReviewedCandidate['candidate']): boolean {
  return edits.some(({ effect }) => effect === 'expectation')
}

/** Whether all that a changed expectation needs is asked of it: somebody may be offered it. */
function isProvedWhole({ planned }: ReviewedCandidate): boolean {
  return planned.kind === 'runs' && (planned.runs.includes('cause_undone') || planned.runs.includes('mutants'))
}

function bySelf(test: Subject): Answered {
  return { testId: test.id, by: test }
}

/** The files of several candidates, which may edit the same ones; `null` where they contradict each other. */
export function filesTogether(
  candidates: readonly Pick<ReviewedCandidate, 'candidate'>[],
  { sources }: Pick<HealingContext, 'sources'>,
): readonly EditedFile[] | null {
  return editedFiles(
    candidates.flatMap(({ candidate }) => candidate.edits),
    sources.headFiles,
  )
}

/** What the old tests reached on the base: where only a changed expectation asks for it, nobody has recorded it yet. */
async function oldCoverage(
  { workspace, runner }: HealingContext,
  selection: RunRequest,
  base: Reproduction['base'],
  isWhole: boolean,
): Promise<TestCoverage> {
  if (base.outcome === 'not_run') return base
  if (!isWhole || base.run.coverage !== null) return coverageOf(base.run)
  await workspace.checkOut('base', new Map())
  const present = new Set(await workspace.listFiles('base'))
  const files = selection.files.filter((file) => present.has(file))
  return coverageOf(await measuredRun(runner, { ...selection, files }, tookMs(selection, base.run), ({ status }) => status === 'completed'))
}

/** The texts that replace the head's. */
export function overlayOf(files: readonly EditedFile[]): Overlay {
  return new Map(files.map(({ path, after }) => [path, isTakenAway({ path, after }) ? null : after]))
}

function failedChecks(evidence: RunEvidence, tests: readonly Subject[]): CheckResult[] {
  return refusing(reviewRuns({ tests, ...evidence }))
}

function secondFailures(tests: readonly Subject[], { alone, together }: RunEvidence): readonly SecondFailure[] {
  return tests.flatMap((test) => {
    const seen = [...alone, together].map((one) => seenIn(one, test))
    const failure = seen.find(({ outcome }) => outcome === 'failed')?.record?.failure
    if (!failure) return []
    const { exception, message, frames } = failure
    return [{ testId: test.id, exception, message, frames: frames.flatMap(({ file }) => file ?? []) }]
  })
}

/** Test files that reach an edited helper: they must not break either. */
function dependants({ framework, sources }: HealingContext, edited: readonly string[]): readonly string[] {
  const helpers = edited.filter((path) => !framework.isRunnable(path))
  if (helpers.length === 0) return []
  const runnable = [...sources.headFiles.keys()].filter(framework.isRunnable)
  const data = helpers.filter((path) => isTestData(path) && languageOf(path) === null).map((path) => path.slice(path.lastIndexOf('/') + 1))
  return runnable.filter((path) => {
    const closure = importClosure(path, sources.trees.after, framework.setUp)
    // a data file has no importers: whoever names it, or any file by a pattern beside it, may read it
    const names = (name: string) => [...closure].some((one) => sources.headFiles.get(one)?.includes(name.replace(/\.[^.]+$/, '')) === true)
    return helpers.some((helper) => closure.has(helper)) || data.some(names)
  })
}

/** Where nothing is left to ask, everything else speaks: what ran first, or else all that can be run. */
function runnableBeside(gone: ReadonlySet<string>, { framework, sources }: HealingContext, first: TestRun): readonly string[] {
  const ran = new Set([...first.tests, ...first.fileOutcomes].map(({ file }) => file)).difference(gone)
  return ran.size > 0 ? [...ran] : [...sources.headFiles.keys()].filter((path) => framework.isRunnable(path) && !gone.has(path))
}

/** How these files behaved without the repair: the first run where it has them all, else a run of their own. */
async function unrepairedRun({ workspace, runner }: HealingContext, files: readonly string[], first: TestRun): Promise<TestRun> {
  const seen = new Set([...first.tests, ...first.fileOutcomes].map(({ file }) => file))
  const isListed = ({ file }: { readonly file: string }) => files.includes(file)
  if (files.every((file) => seen.has(file)))
    return { ...first, tests: first.tests.filter(isListed), fileOutcomes: first.fileOutcomes.filter(isListed) }
  await workspace.checkOut('head', new Map())
  return runner.run({ files: [...files], testIds: [], fresh: true })
}
