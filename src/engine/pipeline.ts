import type { Candidate } from '../model/candidate.ts'
import type { FailureAnalysis } from '../model/failure-analysis.ts'
import type { Reproduction } from '../model/reproduction.ts'
import type { TestRun } from '../model/runs/test-run.ts'
import { conclude } from './conclusion/conclude.ts'
import type { HealingFindings } from './conclusion/healing-result.ts'
import { readSources } from './diagnosis/sources/sources.ts'
import { withCollected } from './frameworks/with-collected.ts'
import { languageOf } from './languages/index.ts'
import type { Workspace } from './ports.ts'
import { type EditedFile, editedFiles } from './repair/edited-files.ts'
import { offeredEdits } from './review/judge.ts'
import { candidateWitnesses } from './review/witnesses/candidate-witnesses.ts'
import { diagnose } from './stages/diagnose.ts'
import { flakyResults } from './stages/flaky-results.ts'
import { createHealingContext, type HealingContext, type Ports, type TestTarget } from './stages/healing-context.ts'
import { type JudgedCandidate, type JudgeRequest, judge } from './stages/judge.ts'
import { type Proposed, propose } from './stages/propose.ts'
import { type FirstRun, firstRun, type ReproduceRequest, reproduce } from './stages/reproduce.ts'
import { causalHunks } from './stages/reproduction/causal-hunks.ts'
import { packageContracts } from './stages/reproduction/package-contracts.ts'
import { furtherReruns } from './stages/reproduction/reruns.ts'
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
  // what is a test is what the framework collected, so the texts are read after the first run
  const contextOf = (target: TestTarget, first: TestRun): Promise<HealingContext> => {
    const framework = withCollected(target.framework, first)
    const read = async () =>
      createHealingContext(ports, { ...target, framework }, await readSources(ports.workspace, framework, ports.parsers))
    const context = contexts.get(target) ?? read()
    contexts.set(target, context)
    return context
  }
  return {
    async reproduce(request) {
      const reproductions: Reproduction[] = []
      for (const target of targets) {
        const own = await requestFor(target, request, ports.workspace)
        if (own === null) continue
        ports.progress?.('reproduce', `${target.framework.name}, on the head and on the base`)
        const run = await firstRun(ports.workspace, target.runner, own)
        reproductions.push(await reproduceWith(await contextOf(target, run.first), run, own))
      }
      return reproductions
    },
    async heal(reproductions, request) {
      const healed: Healed[] = []
      for (const reproduction of reproductions) {
        const target = targets.find(({ framework }) => framework.name === reproduction.framework)
        if (target) healed.push(await healWith(await contextOf(target, reproduction.first), reproduction, request, prove))
      }
      return healed
    },
  }
}

/** The part of the request that concerns this target; `null` if tests or files were named and none of them belongs to it. */
async function requestFor({ framework }: TestTarget, request: HealRequest, workspace: Workspace): Promise<ReproduceRequest | null> {
  const paths = new Set(request.asked.length > 0 ? await workspace.listFiles('head') : [])
  const named = request.asked.flatMap((id) => framework.testRef(id, paths) ?? [])
  // only the framework knows which files it collects; where somebody says that a test of a file fails, it is asked
  const mayBeTest = (file: string) => paths.has(file) && languageOf(file)?.name === framework.language
  const asked = named.filter(({ file }) => framework.isTestFile(file) || mayBeTest(file))
  const files = request.files.filter((path) => framework.isTestFile(path))
  const isOthers = request.asked.length + request.files.length > 0 && asked.length + files.length === 0
  return isOthers ? null : { ...request, asked, files }
}

/** The only stage that cannot be replayed from texts. */
async function reproduceWith(context: HealingContext, run: FirstRun, request: ReproduceRequest): Promise<Reproduction> {
  const seen = await reproduce(context, run, request)
  const found = await causalHunks(context, await packageContracts(context, seen))
  return request.detectFlaky ? furtherReruns(context, found) : found
}

async function healWith(context: HealingContext, reproduction: Reproduction, request: HealRequest, prove: Prove): Promise<Healed> {
  const tests = context.diagnosisOf(reproduction)
  context.progress?.('diagnose', `failing tests: ${tests.length}`)
  const diagnosed = diagnose(tests, new Date(context.clock.now()).toISOString())
  const proposed = propose(context, diagnosed, tests, reproduction)
  const reviewed = review(proposed.candidates, diagnosed, context, request.accepted)
  context.progress?.('run', `repairs to prove: ${reviewed.filter(({ planned }) => planned.kind === 'runs').length}`)
  const proven = await prove(context, reviewed, reproduction, request.maxRounds)
  const witnessesOf = (candidate: Candidate) => candidateWitnesses(candidate, context.sources)
  // what the repairs that keep every expectation show of the tests is known before a person's yes to the others counts
  const shown = conclude(diagnosed, judge(proven, diagnosed, { ...request, accepted: new Set() }, witnessesOf), context.sources)
  const judged = judge(proven, shown, request, witnessesOf)
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
