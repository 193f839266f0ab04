import { resolve } from 'node:path'
import { nothingRan } from '../../engine/conclusion/nothing-ran.ts'
import { createPipeline, summedUp } from '../../engine/pipeline.ts'
import { SutureError } from '../../model/error.ts'
import type { HealReport } from '../../protocol/heal-report.ts'
import { StageReproduction } from '../../protocol/stage-reproduction.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { inSession, jobOf, requestOf } from '../session/job.ts'
import { joined, machineOf } from '../session/run-machine.ts'
import { RUNNER_VERSION } from '../version.ts'
import { leaveJson, readJson } from '../workspace/write-json.ts'

type Options = { readonly in: string; readonly out: string; readonly repo: string }

/** The last job of the workflow: on a fresh machine, repairs what the evidence calls out of date and proves it by running it. */
export const verify: CliCommand = (program, context) => {
  program
    .command('verify')
    .description('(workflow) repair and review, from what `reproduce` saw; the job comes in SUTURE_JOB')
    .requiredOption('--in <file>', 'the file that `reproduce` left')
    .requiredOption('--out <file>', 'the report for the server')
    .option('--repo <dir>', 'the checkout, which is changed', '.')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const startedAt = Date.now()
  const job = jobOf(context)
  const stage = StageReproduction.safeParse(await readJson(resolve(context.cwd, options.in)))
  if (!stage.success || stage.data.job.nonce !== job.nonce) {
    throw new SutureError('bad_stage', 'the file of the previous job belongs to another healing', 'run the workflow again')
  }
  const { reproductions } = stage.data
  const { report, repaired } = await inSession(job, resolve(context.cwd, options.repo), context, async (session) => {
    const healed = await createPipeline(session, session.targets).heal(reproductions, requestOf(job))
    const { flakyTests } = summedUp(healed)
    const error = nothingRan(reproductions)
    const report: HealReport = {
      protocol: PROTOCOL_VERSION,
      healing: job.healing,
      generation: job.generation,
      nonce: job.nonce,
      runnerVersion: RUNNER_VERSION,
      evidence: {
        analyses: healed.flatMap(({ diagnosed }) => diagnosed),
        flakyTests: [...flakyTests],
        healingTimeMs: Date.now() - startedAt + stage.data.frameworkMs + stage.data.ownMs,
        frameworkMs: stage.data.frameworkMs + session.frameworkMs(),
        ...(error ? { error } : {}),
      },
      machine: joined(stage.data.machine, machineOf(context.env)),
      candidates: healed.flatMap(({ judged }) => judged.map(({ judgement }) => judgement.candidate)),
      runs: healed.flatMap(({ judged }) => judged.flatMap(({ runs }) => runs ?? [])),
    }
    const repaired = healed.flatMap(({ judged }) =>
      judged.flatMap(({ judgement }) => (judgement.refusal ? [] : judgement.candidate.testIds)),
    )
    return { report, repaired: new Set(repaired).size }
  })
  await leaveJson(resolve(context.cwd, options.out), report, context.print)
  context.print(`${repaired} of ${report.evidence.analyses.length} failing tests are repaired`)
  context.exit(0)
}
