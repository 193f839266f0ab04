import type { FailureAnalysis } from '../model/failure-analysis.ts'
import type { Reproduction } from '../model/reproduction.ts'
import { conclude } from './conclusion/conclude.ts'
import type { HealingFindings } from './conclusion/healing-result.ts'
import { readSources } from './diagnosis/sources.ts'
import type { Workspace } from './ports.ts'
import { type EditedFile, editedFiles } from './repair/edited-files.ts'
import { offeredEdits } from './review/judge.ts'
import { diagnose } from './stages/diagnose.ts'
import { flakyResults } from './stages/flaky-results.ts'
import { createHealingContext, type HealingContext, type Ports, type TestTarget } from './stages/healing-context.ts'
import { type JudgedCandidate, type JudgeRequest, judge } from './stages/judge.ts'
import { type Proposed, propose } from './stages/propose.ts'
import { type ReproduceRequest, reproduce } from './stages/reproduce.ts'
import { causalHunks } from './stages/reproduction/causal-hunks.ts'
import { packageContracts } from './stages/reproduction/package-contracts.ts'
import { review } from './stages/review.ts'
import { run } from './stages/run.ts'

/** `asked`: ids of tests that are said to fail, as results name them; empty: find out. */
export type HealRequest = Omit<ReproduceRequest, 'asked'> & JudgeRequest & { readonly asked: readonly string[]; readonly maxRounds: number }

/** What was found for the tests of one framework. `diagnosed` is the ladder's answer, `analyses` the final answer, after the repairs were tried. */
export type Healed = Proposed & {
  readonly reproduction: Reproduction
  readonly diagnosed: readonly FailureAnalysis[]
  readonly judged: readonly JudgedCandidate[]
  readonly analyses: readonly FailureAnalysis[]
  /** The files of everything that is offered, with all of its edits. */
  readonly files: readonly EditedFile[]
}

/** The two halves of a healing. In a workflow they run on two machines; each process reads both trees once. */
export type Pipeline = {
  reproduce(request: HealRequest): Promise<readonly Reproduction[]>
  heal(reproductions: readonly Reproduction[], request: HealRequest): Promise<readonly Healed[]>
}

/** Stage 5: makes the runs, or replays those that were kept. */
type Prove = typeof run

export function createPipeline(ports: Ports, targets: readonly TestTarget[], prove: Prove = run): Pipeline {
  const contexts = new Map<TestTarget, Promise<HealingContext>>()
  const contextOf = (target: TestTarget): Promise<HealingContext> => {
    const read = async () => createHealingContext(ports, target, await readSources(ports.workspace, target.framework, ports.parsers))
    const context = contexts.get(target) ?? read()
    contexts.set(target, context)
    return context
  }
  return {
    async reproduce(request) {
      const reproductions: Reproduction[] = []
      for (const target of targets) {
        const own = await requestFor(target, request, ports.workspace)
        if (own !== null) reproductions.push(await reproduceWith(await contextOf(target), own))
      }
      return reproductions
    },
    async heal(reproductions, request) {
      const healed: Healed[] = []
      for (const reproduction of reproductions) {
        const target = targets.find(({ framework }) => framework.name === reproduction.framework)
        if (target) healed.push(await healWith(await contextOf(target), reproduction, request, prove))
      }
      return healed
    },
  }
}

/** The part of the request that concerns this target; `null` if tests or files were named and none of them belongs to it. */
async function requestFor({ framework }: TestTarget, request: HealRequest, workspace: Workspace): Promise<ReproduceRequest | null> {
  const paths = new Set(request.asked.length > 0 ? await workspace.listFiles('head') : [])
  const named = request.asked.flatMap((id) => framework.testRef(id, paths) ?? [])
  const asked = named.filter(({ file }) => framework.isTestFile(file))
  const files = request.files.filter((path) => framework.isTestFile(path))
  const isOthers = request.asked.length + request.files.length > 0 && asked.length + files.length === 0
  return isOthers ? null : { ...request, asked, files }
}

/** The only stage that cannot be replayed from texts. */
async function reproduceWith(context: HealingContext, request: ReproduceRequest): Promise<Reproduction> {
  const seen = await reproduce(context, request)
  return causalHunks(context, await packageContracts(context, seen))
}

async function healWith(context: HealingContext, reproduction: Reproduction, request: HealRequest, prove: Prove): Promise<Healed> {
  const tests = context.diagnosisOf(reproduction)
  const diagnosed = diagnose(tests, new Date(context.clock.now()).toISOString())
  const proposed = propose(context, diagnosed, tests, reproduction)
  const reviewed = review(proposed.candidates, diagnosed, context)
  const proven = await prove(context, reviewed, reproduction, request.maxRounds)
  const judged = judge(proven, diagnosed, request)
  const analyses = conclude(diagnosed, judged, context.sources)
  const files = editedFiles(offeredEdits(judged.map(({ judgement }) => judgement)), context.sources.headFiles) ?? []
  return { reproduction, diagnosed, ...proposed, judged, analyses, files }
}

/** What all targets showed together. */
export function summedUp(healed: readonly Healed[]): Pick<HealingFindings, 'analyses' | 'judged' | 'flakyTests'> {
  return {
    analyses: healed.flatMap(({ analyses }) => analyses),
    judged: healed.flatMap(({ judged }) => judged),
    flakyTests: healed.flatMap(({ reproduction, analyses }) => flakyResults(reproduction, analyses)),
  }
}
