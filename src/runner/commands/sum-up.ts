import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { frameworkNamed } from '../../engine/frameworks/index.ts'
import type { Hunted } from '../../engine/hunt/hunt.ts'
import { judgeParts } from '../../engine/hunt/in-parts.ts'
import { SutureError } from '../../model/error.ts'
import type { HuntJob } from '../../protocol/hunt-job.ts'
import { type FlakyFinding, type HuntReport, MOST_FINDINGS, MOST_NAMED } from '../../protocol/hunt-report.ts'
import { StageHunt } from '../../protocol/stage-hunt.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { flakySummary } from '../flaky-summary.ts'
import { huntJobOf, huntRequestOf } from '../session/hunt-job.ts'
import { RUNNER_VERSION } from '../version.ts'
import { leaveJson, readJson } from '../workspace/write-json.ts'

const MACHINE = 'machine '

/** The last job of a hunt: judges what all machines saw. Runs no code of the repository. */
export const sumUp: CliCommand = (program, context) => {
  program
    .command('sum-up')
    .description('(workflow) judge what the jobs of a hunt saw; the job comes in SUTURE_JOB')
    .requiredOption('--in <dir>', 'the folder with their files')
    .requiredOption('--out <file>', 'the report for the server')
    .action((options: { readonly in: string; readonly out: string }) => run(options, context))
}

async function run(options: { readonly in: string; readonly out: string }, context: CommandContext): Promise<void> {
  const job = huntJobOf(context)
  const stages = await readStages(resolve(context.cwd, options.in), job)
  const parts = stages.flatMap((stage) => stage.parts)
  const hunted = [...Map.groupBy(parts, ({ framework }) => framework)].flatMap(([name, own]) => {
    const framework = frameworkNamed(name)
    return framework === null ? [] : [judgeParts(framework, huntRequestOf(job, 0, 1), own)]
  })
  const lost = job.legs.filter((leg) => !stages.some((stage) => stage.leg === leg))
  const isOpen = parts.some(({ suspects }) => suspects.length > 0)
  const report = reportOf(job, hunted, stages.length, isOpen ? lost : [])
  await leaveJson(resolve(context.cwd, options.out), report, context.print)
  const minutes = (report.machineMs / 60_000).toFixed(1)
  const spent = `${minutes} of ${job.budgetMinutes} minutes, on ${report.machines} machines`
  // a name of a test is no command to Actions
  context.print([flakySummary(hunted), ...lostLines(report), spent].join('\n').replace(/^\s*::/gm, ': :'))
  context.exit(0)
}

function lostLines({ notTried }: HuntReport): readonly string[] {
  return notTried.filter(({ arm }) => arm.startsWith(MACHINE)).map(({ arm, reason }) => `${arm}: ${reason}`)
}

/** The survey first. How a download lays the files out differs from version to version of the action. */
async function readStages(folder: string, { nonce }: HuntJob): Promise<readonly StageHunt[]> {
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.json'))
  const stages: StageHunt[] = []
  for (const path of files) {
    const stage = StageHunt.safeParse(await readJson(join(folder, path)))
    if (stage.success && stage.data.nonce === nonce) stages.push(stage.data)
  }
  const ordered = stages.toSorted((one, other) => one.leg - other.leg)
  if (ordered[0]?.leg !== 0) throw new SutureError('bad_stage', 'the survey of this hunt is missing', 'run the workflow again')
  return ordered
}

function reportOf(job: HuntJob, hunted: readonly Hunted[], machines: number, lost: readonly number[]): HuntReport {
  const sum = (of: (one: Hunted) => number) => hunted.reduce((total, one) => total + of(one), 0)
  const results = hunted.flatMap((one) => one.results)
  const lostLegs = lost.map((leg) => ({ arm: `${MACHINE}${leg}`, reason: 'it ended without an answer' }))
  return {
    ...{ protocol: PROTOCOL_VERSION, hunt: job.hunt, nonce: job.nonce, runnerVersion: RUNNER_VERSION },
    findings: results.slice(0, MOST_FINDINGS).map(findingOf),
    moreFindings: Math.max(0, results.length - MOST_FINDINGS),
    broken: hunted.flatMap((one) => one.broken).slice(0, MOST_NAMED),
    ...{ stable: sum(({ stable }) => stable), runs: sum(({ runs }) => runs), machines, machineMs: sum(({ tookMs }) => tookMs) },
    notTried: [
      ...hunted.flatMap(({ notTried }) => notTried.map((one) => ({ arm: cut(one.arm, 100), reason: cut(one.reason) }))),
      ...lostLegs,
    ].slice(0, 100),
    error: hunted.flatMap(({ error }) => (error === null ? [] : [cut(error)]))[0] ?? null,
  }
}

function findingOf(result: Hunted['results'][number]): FlakyFinding {
  return {
    ...{ testId: result.testId, score: result.flakinessScore, interval: result.interval, runs: result.totalRuns, failed: result.failCount },
    failureTypes: [...result.failureTypes].slice(0, 20),
    messages: result.failureMessages.slice(0, 5).map((text) => cut(text)),
    causes: result.rootCauses.slice(0, 20).map((one) => ({ ...one, evidence: cut(one.evidence) })),
    action: cut(result.recommendedAction),
  }
}

function cut(text: string, most = 2_000): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
