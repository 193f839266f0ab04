import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { CheckResult, Oracle, Tier } from '../../model/test-repair.ts'
import type { TestRun } from '../../model/test-run.ts'
import { importClosure } from '../changes/resolve/import-closure.ts'
import type { Sources } from '../diagnosis/sources.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import type { Framework } from '../frameworks/framework.ts'
import type { Parsers } from '../languages/parsers.ts'
import type { Clock, TestRunner, Workspace } from '../ports.ts'
import type { RunReview } from '../review/check.ts'
import { reviewRuns, reviewText } from '../review/index.ts'
import { lineMapping } from '../review/line-mapping.ts'
import type { Proposal } from './propose.ts'
import { type Relying, relyingOnRemoved } from './removed-parameters.ts'
import { coverageOf, measuredRun } from './reproduction/measured-run.ts'

/** How often a repaired test runs by itself; the run with its file comes on top, in a process of its own. */
const RUNS_ALONE = 2

/** A proposal with everything that was checked; `stillFailing` are tests that fail with the repair applied, and how. */
export type Validated = {
  readonly proposal: Proposal
  readonly tier: Tier
  readonly oracle: Oracle
  readonly checks: readonly CheckResult[]
  readonly accepted: boolean
  /** Milliseconds that judging it took; one that was run together with others carries the whole of that run. */
  readonly tookMs: number
  readonly stillFailing: readonly {
    readonly testId: string
    readonly exception: string
    readonly message: string
    readonly frames: readonly string[]
  }[]
  /** What stands against it for each of its tests, taken by itself. */
  readonly against: readonly { readonly testId: string; readonly failed: readonly CheckResult[] }[]
  /** Tests for which it is no repair, because they are about a parameter that was removed. */
  readonly relying: readonly Relying[]
  /** The repaired files, run whole; `null` where the texts were refused. */
  readonly together: TestRun | null
}

/** What running one framework's candidates needs. */
export type Stage = {
  readonly workspace: Workspace
  readonly runner: TestRunner
  readonly framework: Framework
  readonly sources: Sources
  readonly parsers: Parsers
  readonly clock: Clock
}

/**
 * Judges every proposal: texts first, then runs. All that pass the texts are run together; only when that is not clean
 * is each run by itself, so that one broken repair never takes the others down, nor hides among them.
 */
export async function validate(
  stage: Stage,
  proposals: readonly Proposal[],
  analyses: readonly FailureAnalysis[],
  reproduction: Reproduction,
): Promise<readonly Validated[]> {
  const startedAt = stage.clock.now()
  const judged = proposals.map((proposal) => ({ proposal, text: judgeText(stage, proposal) }))
  const sound = judged.filter(({ text }) => text.tier === 'A').map(({ proposal }) => proposal)
  const joint = sound.length > 1 ? await run(stage, sound, analyses, reproduction) : null
  const results: Validated[] = []
  for (const { proposal, text } of judged) {
    if (text.tier !== 'A') {
      const nothing = { stillFailing: [], against: [], relying: [], together: null }
      results.push({ proposal, ...text, accepted: false, tookMs: stage.clock.now() - startedAt, ...nothing })
      continue
    }
    const runs = joint?.clean ? joint : await run(stage, [proposal], analyses, reproduction)
    const checks = [...text.checks, ...runs.checksFor(proposal)]
    const against = runs.against(proposal)
    const refused = against.filter(({ failed }) => failed.length > 0).map(({ testId }) => testId)
    results.push({
      proposal,
      ...text,
      checks,
      accepted: checks.every(({ outcome }) => outcome !== 'failed'),
      stillFailing: runs.stillFailing(proposal),
      against,
      relying: await relyingOnRemoved(stage, proposal, refused, reproduction, runs.evidence),
      together: runs.evidence.together,
      tookMs: stage.clock.now() - startedAt,
    })
  }
  return results
}

function judgeText({ framework, sources, parsers }: Stage, proposal: Proposal): ReturnType<typeof reviewText> {
  const changes = [...new Set(proposal.candidates.flatMap((candidate) => candidate.changes))]
  return reviewText({ files: proposal.files, changes, trees: sources.trees, configuration: sources.configuration, framework, parsers })
}

export function testIdsOf({ analyses: indexes }: Pick<Proposal, 'analyses'>, analyses: readonly FailureAnalysis[]): readonly string[] {
  return indexes.flatMap((index) => analyses[index]?.failure.testId ?? [])
}

type Runs = {
  readonly clean: boolean
  readonly evidence: Omit<RunReview, 'testIds'>
  checksFor(proposal: Proposal): readonly CheckResult[]
  stillFailing(proposal: Proposal): Validated['stillFailing']
  against(proposal: Proposal): Validated['against']
}

async function run(
  stage: Stage,
  proposals: readonly Proposal[],
  analyses: readonly FailureAnalysis[],
  { first, base }: Reproduction,
): Promise<Runs> {
  const { workspace, runner, framework, sources } = stage
  const overlay = new Map(proposals.flatMap(({ files }) => files.map(({ path, after }) => [path, after] as const)))
  const idsOf = (proposal: Proposal) => testIdsOf(proposal, analyses)
  const testIds = proposals.flatMap(idsOf)
  const files = [...new Set([...testIds.map(framework.fileOf), ...dependants(stage, [...overlay.keys()])])]
  await workspace.checkOut('head', overlay)
  const whole = testIds.some((id) => framework.fileOf(id) === id)
  const selection = { files: [...new Set(testIds.map(framework.fileOf))], testIds: whole ? [] : testIds }
  const isPassing = (seen: TestRun) => testIds.every((id) => seenIn(seen, id, framework.fileOf(id)).outcome === 'passed')
  const tookMs = base.outcome === 'ran' ? base.run.tests.reduce((sum, { durationMs }) => sum + durationMs, 0) : 0
  const alone: TestRun[] = [await measuredRun(runner, selection, tookMs, isPassing)]
  for (let count = 1; count < RUNS_ALONE; count += 1) alone.push(await runner.run(selection))
  const together = await runner.run({ files, testIds: [], fresh: true })
  const unrepaired = await baseline(stage, files, first)
  const evidence = {
    fileOf: framework.fileOf,
    alone,
    together,
    unrepaired,
    old: base.outcome === 'ran' ? coverageOf(base.run) : base,
    carry: lineMapping(sources),
  }
  const review = (ids: readonly string[]) => reviewRuns({ testIds: ids, ...evidence })
  const failed = (ids: readonly string[]) => review(ids).filter(({ outcome }) => outcome === 'failed')
  return {
    clean: failed(testIds).length === 0,
    evidence,
    against: (proposal) => idsOf(proposal).map((testId) => ({ testId, failed: failed([testId]) })),
    checksFor: (proposal) => review(idsOf(proposal)),
    stillFailing: (proposal) =>
      idsOf(proposal).flatMap((testId) => {
        const { test } = [...alone, together]
          .map((one) => seenIn(one, testId, framework.fileOf(testId)))
          .find(({ outcome }) => outcome === 'failed') ?? { test: null }
        if (!test?.failure) return []
        const { exception, message, frames } = test.failure
        return [{ testId, exception, message, frames: frames.flatMap(({ file }) => file ?? []) }]
      }),
  }
}

/** Test files that reach an edited helper: they must not break either. */
function dependants({ framework, sources }: Stage, edited: readonly string[]): readonly string[] {
  const helpers = edited.filter((path) => !framework.isRunnable(path))
  if (helpers.length === 0) return []
  const runnable = [...sources.headFiles.keys()].filter(framework.isRunnable)
  return runnable.filter((path) => {
    const closure = importClosure(path, sources.trees.after)
    return helpers.some((helper) => closure.has(helper))
  })
}

/** How these files behaved without the repair: the first run where it holds them all, else a run of their own. */
async function baseline({ workspace, runner }: Stage, files: readonly string[], first: TestRun): Promise<TestRun> {
  const seen = new Set(first.tests.map(({ file }) => file))
  if (files.every((file) => seen.has(file))) return { ...first, tests: first.tests.filter(({ file }) => files.includes(file)) }
  await workspace.checkOut('head', new Map())
  return runner.run({ files: [...files], testIds: [], fresh: true })
}
