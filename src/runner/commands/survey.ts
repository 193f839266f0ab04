import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { surveySuite } from '../../engine/hunt/in-parts.ts'
import type { HuntPart } from '../../model/hunt-part.ts'
import type { StageHunt } from '../../protocol/stage-hunt.ts'
import type { StaleJob } from '../../protocol/stale-job.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { huntJobOf, huntRequestOf, inHunt } from '../session/hunt-job.ts'
import { answerStale, staleJobOf } from '../session/stale-look.ts'
import { leaveJson } from '../workspace/write-json.ts'

type Options = { readonly out: string; readonly open: string; readonly repo: string }

/** The first job of a hunt: what `suture flaky` does on everything. Holds no secret, leaves a file for the jobs after it. */
export const survey: CliCommand = (program, context) => {
  program
    .command('survey')
    .description('(workflow) look for tests that end in two ways; the job comes in SUTURE_JOB')
    .requiredOption('--out <file>', 'what was seen, for the next jobs')
    .requiredOption('--open <file>', 'is written if something ended in two ways')
    .option('--repo <dir>', 'the checkout, which is changed', '.')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const look = staleJobOf(context)
  if (look !== null) return surveyStale(look, options, context)
  const job = huntJobOf(context)
  const parts = await inHunt(job, resolve(context.cwd, options.repo), context, async ({ targets, workspace, clock }) => {
    const seen: HuntPart[] = []
    for (const target of targets) seen.push(await surveySuite({ workspace, clock, ...target }, huntRequestOf(job, 0, targets.length)))
    return seen
  })
  const stage: StageHunt = { protocol: PROTOCOL_VERSION, nonce: job.nonce, leg: 0, parts }
  await leaveJson(resolve(context.cwd, options.out), stage, context.print)
  const suspects = parts.reduce((sum, part) => sum + part.suspects.length, 0)
  if (suspects > 0) await writeFile(resolve(context.cwd, options.open), '')
  context.print(`${suspects} tests ended in two ways`)
  context.exit(0)
}

/** The look at a green change in place of the hunt: no experiment follows it. */
async function surveyStale(job: StaleJob, { out, repo }: Options, context: CommandContext): Promise<void> {
  const answer = await answerStale(job, resolve(context.cwd, repo), context)
  await leaveJson(resolve(context.cwd, out), answer, context.print)
  context.print(`${answer.declared} things declared, ${answer.checked} checked, ${answer.things.length} that no test says anything of`)
  context.exit(0)
}
