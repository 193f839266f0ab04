import { resolve } from 'node:path'
import { factorsOfLeg, tryOnSuspects } from '../../engine/hunt/in-parts.ts'
import { SutureError } from '../../model/error.ts'
import type { HuntPart } from '../../model/hunt-part.ts'
import { StageHunt } from '../../protocol/stage-hunt.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { huntJobOf, huntRequestOf, inHunt } from '../session/hunt-job.ts'
import { leaveJson, readJson } from '../workspace/write-json.ts'

type Options = { readonly in: string; readonly leg: string; readonly out: string; readonly repo: string }

/** One of the jobs of a hunt that run at the same time: its factors, tried on the tests that ended in two ways. */
export const experiment: CliCommand = (program, context) => {
  program
    .command('experiment')
    .description('(workflow) try some factors on the tests that `survey` names; the job comes in SUTURE_JOB')
    .requiredOption('--in <file>', 'the file that `survey` left')
    .requiredOption('--leg <n>', 'which of the machines this is, from 1')
    .requiredOption('--out <file>', 'what was seen, for the last job')
    .option('--repo <dir>', 'the checkout, which is changed', '.')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const job = huntJobOf(context)
  const leg = Number(options.leg)
  if (!job.legs.includes(leg)) throw new SutureError('bad_leg', `the hunt has no machine ${options.leg}`, 'run the workflow again')
  const stage = StageHunt.safeParse(await readJson(resolve(context.cwd, options.in)))
  if (!stage.success || stage.data.nonce !== job.nonce)
    throw new SutureError('bad_stage', 'the file of the survey belongs to another hunt', 'run the workflow again')
  const surveyed = new Map(stage.data.parts.map((part) => [part.framework, part]))
  const parts = await inHunt(job, resolve(context.cwd, options.repo), context, async ({ targets, workspace, clock }) => {
    const seen: HuntPart[] = []
    for (const target of targets) {
      const part = surveyed.get(target.framework.name)
      if (part === undefined || part.suspects.length === 0) continue
      const factors = factorsOfLeg(target.framework, leg, job.legs.length)
      seen.push(await tryOnSuspects({ workspace, clock, ...target }, huntRequestOf(job, leg, targets.length), part, factors))
    }
    return seen
  })
  await leaveJson(
    resolve(context.cwd, options.out),
    { protocol: PROTOCOL_VERSION, nonce: job.nonce, leg, parts } satisfies StageHunt,
    context.print,
  )
  context.print(`${parts.reduce((sum, { runs }) => sum + runs, 0)} runs`)
  context.exit(0)
}
