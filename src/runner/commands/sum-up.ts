import { resolve } from 'node:path'
import type { Hunted } from '../../engine/hunt/hunt.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import type { FlakyCure } from '../../model/result/flaky-cure.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { HuntJob } from '../../protocol/hunt-job.ts'
import { type ClaimedCure, type FlakyFinding, type HuntReport, MOST_FINDINGS, MOST_NAMED, MOST_PATCH } from '../../protocol/hunt-report.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { flakySummary } from '../flaky-summary.ts'
import { huntJobOf } from '../session/hunt-job.ts'
import { judgeStages, readHuntStages } from '../session/hunt-stages.ts'
import { readStaleAnswer, staleJobOf } from '../session/stale-look.ts'
import { RUNNER_VERSION } from '../version.ts'
import { leaveJson } from '../workspace/write-json.ts'

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
  const look = staleJobOf(context)
  if (look !== null) {
    await leaveJson(resolve(context.cwd, options.out), await readStaleAnswer(resolve(context.cwd, options.in), look), context.print)
    return context.exit(0)
  }
  const job = huntJobOf(context)
  const left = await readHuntStages(resolve(context.cwd, options.in), job)
  const { stages, cures } = left
  const found = new Map([...judgeStages(job, left)].map(([name, one]) => [name, withCures(one, cures?.cured ?? [])] as const))
  const isOpen = stages.some(({ parts }) => parts.some(({ suspects }) => suspects.length > 0))
  const lost = isOpen ? job.legs.filter((leg) => !stages.some((stage) => stage.leg === leg)).map((leg) => `${MACHINE}${leg}`) : []
  if (isOpen && job.cure && cures === null) lost.push(`${MACHINE}for cures`)
  const machines = stages.length + (cures === null ? 0 : 1)
  const report = reportOf(job, found, machines, cures?.tookMs ?? 0, lost)
  const hunted = [...found.values()]
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

function withCures(hunted: Hunted, cured: readonly FlakyTestResult[]): Hunted {
  const byTest = new Map(cured.map((one) => [one.testId, one]))
  const results = hunted.results.map((one) => {
    const { cure, uncured } = byTest.get(one.testId) ?? {}
    return { ...one, ...(cure === undefined ? {} : { cure }), ...(uncured === undefined ? {} : { uncured }) }
  })
  return { ...hunted, results }
}

function reportOf(
  job: HuntJob,
  found: ReadonlyMap<FrameworkName, Hunted>,
  machines: number,
  curingMs: number,
  lost: readonly string[],
): HuntReport {
  const hunted = [...found.values()]
  const sum = (of: (one: Hunted) => number) => hunted.reduce((total, one) => total + of(one), 0)
  const results = [...found].flatMap(([framework, one]) => one.results.map((result) => ({ framework, result })))
  const lostLegs = lost.map((arm) => ({ arm, reason: 'it ended without an answer' }))
  return {
    ...{ protocol: PROTOCOL_VERSION, hunt: job.hunt, nonce: job.nonce, runnerVersion: RUNNER_VERSION },
    findings: results.slice(0, MOST_FINDINGS).map(({ framework, result }) => findingOf(framework, result)),
    moreFindings: Math.max(0, results.length - MOST_FINDINGS),
    broken: hunted.flatMap((one) => one.broken).slice(0, MOST_NAMED),
    ...{ stable: sum(({ stable }) => stable), runs: sum(({ runs }) => runs), machines },
    machineMs: curingMs + sum(({ tookMs }) => tookMs),
    notTried: [
      ...hunted.flatMap(({ notTried }) => notTried.map((one) => ({ arm: cut(one.arm, 100), reason: cut(one.reason) }))),
      ...lostLegs,
    ].slice(0, 100),
    error: hunted.flatMap(({ error }) => (error === null ? [] : [cut(error)]))[0] ?? null,
  }
}

function findingOf(framework: FrameworkName, result: FlakyTestResult): FlakyFinding {
  const { cure, uncured, failurePlaces } = result
  return {
    ...{ testId: result.testId, score: result.flakinessScore, interval: result.interval, runs: result.totalRuns, failed: result.failCount },
    failureTypes: [...result.failureTypes].slice(0, 20),
    messages: result.failureMessages.slice(0, 5).map((text) => cut(text)),
    causes: result.rootCauses.slice(0, 20).map((one) => ({ ...one, evidence: cut(one.evidence) })),
    action: cut(result.recommendedAction),
    ...(failurePlaces === undefined ? {} : { places: failurePlaces.slice(-50) }),
    ...(cure === undefined || cure.patch.length > MOST_PATCH ? {} : { cure: claimOf(framework, cure) }),
    ...(uncured === undefined ? {} : { uncured }),
  }
}

function claimOf(framework: FrameworkName, cure: FlakyCure): ClaimedCure {
  const { cleanRuns } = cure
  return {
    ...{ ...cure, framework, why: cut(cure.why), cleanRuns: { ...cleanRuns, condition: cut(cleanRuns.condition) } },
    checks: cure.checks.slice(0, 20).map((check) => ({ ...check, detail: cut(check.detail) })),
  }
}

function cut(text: string, most = 2_000): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
