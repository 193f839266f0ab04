import { resolve } from 'node:path'
import { createPipeline } from '../../engine/pipeline.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { StageReproduction } from '../../protocol/stage-reproduction.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { inSession, jobOf, requestOf } from '../session/job.ts'
import { machineOf } from '../session/run-machine.ts'
import { leaveJson } from '../workspace/write-json.ts'

/** The first job of the workflow: runs the repository's code on both trees, holds no secret, leaves a file for the jobs after it. */
export const reproduce: CliCommand = (program, context) => {
  program
    .command('reproduce')
    .description('(workflow) run the failing tests on both trees; the job comes in SUTURE_JOB')
    .requiredOption('--out <file>', 'what was seen, for the next job')
    .option('--repo <dir>', 'the checkout, which is changed', '.')
    .action((options: { readonly out: string; readonly repo: string }) => run(options, context))
}

async function run(options: { readonly out: string; readonly repo: string }, context: CommandContext): Promise<void> {
  const startedAt = Date.now()
  const job = jobOf(context)
  const stage = await inSession(job, resolve(context.cwd, options.repo), context, async (session): Promise<StageReproduction> => {
    const reproductions = (await createPipeline(session, session.targets).reproduce(requestOf(job))).map((one) => afterSetUp(one, context))
    return {
      protocol: PROTOCOL_VERSION,
      job,
      head: session.workspace.head,
      base: session.workspace.base,
      machine: machineOf(context.env),
      reproductions: [...reproductions],
      frameworkMs: session.frameworkMs(),
      ownMs: Date.now() - startedAt - session.frameworkMs(),
    }
  })
  await leaveJson(resolve(context.cwd, options.out), stage, context.print)
  const { reproductions } = stage
  context.print(`${reproductions.length} frameworks, ${reproductions.flatMap(({ first }) => first.tests).length} tests seen`)
  context.exit(0)
}

/** If a set-up step failed and the tests cannot start, the step is the cause: the workflow reports it, and the answer says so. */
function afterSetUp(reproduction: Reproduction, { env }: CommandContext): Reproduction {
  const { first } = reproduction
  if (env['SUTURE_SETUP_FAILED'] !== 'true' || first.status !== 'broken') return reproduction
  return { ...reproduction, first: { ...first, reason: `a set-up step of the workflow failed before it; ${first.reason}` } }
}
