import type { CausalFinding } from '../model/causal-finding.ts'
import type { FailureAnalysis } from '../model/failure-analysis.ts'
import type { HealingResult } from '../model/healing-result.ts'
import type { Reproduction } from '../model/reproduction.ts'
import type { TestRepair } from '../model/test-repair.ts'
import { withCauses } from './diagnosis/cascades.ts'
import { readSources, type Sources } from './diagnosis/sources.ts'
import type { Framework } from './frameworks/framework.ts'
import type { Parsers } from './languages/parsers.ts'
import type { Clock, Packages, TestRunner, Workspace } from './ports.ts'
import { unifiedPatch } from './repair/patch.ts'
import { analyse } from './stages/analyse.ts'
import { causesBehind } from './stages/causes-behind.ts'
import { flakyResults } from './stages/flaky-results.ts'
import { propose } from './stages/propose.ts'
import { reconsider } from './stages/reconsider.ts'
import type { ReproduceRequest } from './stages/reproduce.ts'
import { reproduce } from './stages/reproduce.ts'
import { causalHunks } from './stages/reproduction/causal-hunks.ts'
import { packageContracts } from './stages/reproduction/package-contracts.ts'
import { splitRepairs } from './stages/split-repairs.ts'
import { testRepair } from './stages/test-repair.ts'
import { type Stage, type Validated, validate } from './stages/validate.ts'

/** One framework of the repository, and how to run it. */
export type Lane = { readonly framework: Framework; readonly runner: TestRunner }

export type HealRequest = ReproduceRequest & {
  readonly confidenceThreshold: number
  readonly autoRepair: boolean
  readonly maxAttempts: number
}

type Ports = { readonly workspace: Workspace; readonly clock: Clock; readonly parsers: Parsers }

/** What a healing found, before it is summed up; the texts of `files` are the offered repairs. */
export type Healed = {
  readonly analyses: readonly FailureAnalysis[]
  readonly repairs: readonly TestRepair[]
  readonly files: readonly Validated['proposal']['files'][number][]
  readonly reproductions: readonly Reproduction[]
}

const read = new WeakMap<Workspace, Map<string, Promise<Sources>>>()

/** Both stages ask for the same trees: where they share a workspace, these are read and parsed once. */
function sourcesOf(workspace: Workspace, framework: Framework, parsers: Parsers): Promise<Sources> {
  const known = read.get(workspace) ?? new Map<string, Promise<Sources>>()
  read.set(workspace, known)
  const sources = known.get(framework.name) ?? readSources(workspace, framework, parsers)
  known.set(framework.name, sources)
  return sources
}

/** Stage one: run the tests, on both trees. The only stage whose outcome cannot be had again from text. */
export async function reproduceStage(
  { workspace, parsers, packages }: Omit<Ports, 'clock'> & { readonly packages: Packages },
  lanes: readonly Lane[],
  request: HealRequest,
): Promise<readonly Reproduction[]> {
  const reproductions: Reproduction[] = []
  for (const { framework, runner } of lanes) {
    const asked = request.asked.filter((id) => framework.isTestFile(framework.fileOf(id)))
    const files = request.files.filter((path) => framework.isTestFile(path))
    if (request.asked.length + request.files.length > 0 && asked.length + files.length === 0) continue
    const sources = await sourcesOf(workspace, framework, parsers)
    const seen = await reproduce(workspace, runner, framework, sources, { ...request, asked, files })
    const explained = await packageContracts({ framework, sources, parsers, packages }, seen)
    reproductions.push(await causalHunks({ workspace, runner, framework, sources, parsers }, explained))
  }
  return reproductions
}

/** Stages two to four: diagnose and propose from text, then validate what was proposed by running it. */
export async function repairStage(
  ports: Ports,
  lanes: readonly Lane[],
  reproductions: readonly Reproduction[],
  request: HealRequest,
): Promise<Healed> {
  const { workspace, clock, parsers } = ports
  const all: Healed[] = []
  for (const reproduction of reproductions) {
    const lane = lanes.find(({ framework }) => framework.name === reproduction.framework)
    if (!lane) continue
    const sources = await sourcesOf(workspace, lane.framework, parsers)
    const at = new Date(clock.now()).toISOString()
    const analyses = analyse(reproduction, lane.framework, sources, at)
    const stage = { workspace, sources, parsers, clock, ...lane }
    const validated = request.autoRepair ? await attempts(stage, analyses, reproduction, request) : []
    const behind = await causesBehind(stage, validated, reproduction)
    all.push(settle(reproduction, analyses, validated, behind, sources, request, at))
  }
  const offset = (index: number) => all.slice(0, index).reduce((sum, { analyses }) => sum + analyses.length, 0)
  return {
    analyses: all.flatMap(({ analyses }) => analyses),
    repairs: all.flatMap(({ repairs }, index) =>
      repairs.map((repair) => ({ ...repair, failureAnalysis: repair.failureAnalysis + offset(index) })),
    ),
    files: all.flatMap(({ files }) => files),
    reproductions,
  }
}

/** Tries each test's candidates, best first, until one holds or the rounds are used up; of those that fail the first, the fullest, is the one that is told. */
async function attempts(
  stage: Stage,
  analyses: readonly FailureAnalysis[],
  reproduction: Reproduction,
  { maxAttempts }: HealRequest,
): Promise<readonly Validated[]> {
  let validated: readonly Validated[] = []
  const settled = new Set<number>()
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const proposals = propose(analyses, attempt, settled, stage.framework, stage.sources, stage.parsers, reproduction.first)
    if (proposals.length === 0) break
    const round = await validate(stage, proposals, analyses, reproduction)
    const tried = new Set(round.filter(({ accepted }) => accepted || attempt === 0).flatMap(({ proposal }) => proposal.analyses))
    validated = [
      ...validated.filter(({ proposal }) => !proposal.analyses.some((index) => tried.has(index))),
      ...round.filter(({ accepted }) => accepted || attempt === 0),
    ]
    for (const { accepted, proposal } of round) if (accepted) for (const index of proposal.analyses) settled.add(index)
  }
  return splitRepairs(stage, validated, analyses, reproduction)
}

/** What was validated becomes repairs; what was not says so in its analysis. */
function settle(
  reproduction: Reproduction,
  analyses: readonly FailureAnalysis[],
  validated: readonly Validated[],
  behind: readonly CausalFinding[],
  sources: Sources,
  request: HealRequest,
  at: string,
): Healed {
  const confident = validated.map((one) => ({
    ...one,
    accepted: one.accepted && confidenceOf(one, analyses) >= request.confidenceThreshold,
  }))
  const accepted = confident.filter((one) => one.accepted)
  return {
    analyses: reconsider(analyses, confident, behind, sources),
    repairs: confident.map((one) => testRepair(one, analyses, confidenceOf(one, analyses), at)),
    files: accepted.flatMap(({ proposal }) => proposal.files),
    reproductions: [reproduction],
  }
}

function confidenceOf({ proposal }: Validated, analyses: readonly FailureAnalysis[]): number {
  return Math.min(
    ...proposal.candidates.map(({ confidence }) => confidence),
    ...proposal.analyses.map((index) => analyses[index]?.confidence ?? 0),
  )
}

/** The result contract (DESIGN section 9), summed up from what was found. */
export function healingResult(
  healed: Healed,
  trees: { readonly base: string; readonly head: string },
  times: { readonly startedAt: number; readonly now: number; readonly frameworkMs: number },
): HealingResult {
  const healedTests = new Set(healed.repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds))
  const refused = healed.repairs.filter(({ accepted }) => !accepted).flatMap(({ testIds }) => testIds)
  const flakyTests = healed.reproductions.flatMap((reproduction) => flakyResults(reproduction, healed.analyses))
  const healingTimeMs = times.now - times.startedAt
  return {
    schemaVersion: 1,
    ...trees,
    totalFailures: healed.analyses.length,
    successfulRepairs: healedTests.size,
    failedRepairs: refused.length,
    flakyTestsDetected: flakyTests.length,
    analyses: [...withCauses(healed.analyses)],
    repairs: [...healed.repairs],
    flakyTests,
    optimizations: [],
    repairSuccessRate: healed.analyses.length === 0 ? 0 : healedTests.size / healed.analyses.length,
    totalTimeSavedMs: 0,
    healingTimeMs,
    timings: { frameworkMs: times.frameworkMs, ownMs: Math.max(0, healingTimeMs - times.frameworkMs) },
    timestamp: new Date(times.now).toISOString(),
    patch: unifiedPatch(healed.files),
  }
}
