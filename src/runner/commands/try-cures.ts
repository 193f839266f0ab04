import { resolve } from 'node:path'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { StageCures } from '../../protocol/stage-cures.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { cureHunted } from '../cure-hunted.ts'
import { cureBudgetMs, huntJobOf, inHunt } from '../session/hunt-job.ts'
import { judgeStages, readHuntStages } from '../session/hunt-stages.ts'
import { leaveJson } from '../workspace/write-json.ts'

type Options = { readonly in: string; readonly out: string; readonly repo: string }

/** The job of a hunt that tries to cure what the others explained, and shows each cure by runs. */
export const tryCures: CliCommand = (program, context) => {
  program
    .command('try-cures')
    .description('(workflow) try to cure the tests that the jobs before found flaky; the job comes in SUTURE_JOB')
    .requiredOption('--in <dir>', 'the folder with the files of `survey` and `experiment`')
    .requiredOption('--out <file>', 'the cures, for the last job')
    .option('--repo <dir>', 'the checkout, which is changed', '.')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const job = huntJobOf(context)
  const found = judgeStages(job, await readHuntStages(resolve(context.cwd, options.in), job))
  const stage = await inHunt(job, resolve(context.cwd, options.repo), context, async (session): Promise<StageCures> => {
    const began = session.clock.now()
    const cured: FlakyTestResult[] = []
    for (const target of session.targets) {
      const hunted = found.get(target.framework.name)
      if (hunted === undefined) continue
      const endsAt = session.clock.now() + cureBudgetMs(job) / session.targets.length
      const progress = (what: string, test: string) => context.progress(`${what}: ${test}`)
      const { results } = await cureHunted({ session, target, hunted, endsAt, progress })
      cured.push(...results.filter(({ cure, uncured }) => cure !== undefined || uncured !== undefined))
    }
    return { protocol: PROTOCOL_VERSION, nonce: job.nonce, cured, tookMs: session.clock.now() - began }
  })
  await leaveJson(resolve(context.cwd, options.out), stage, context.print)
  context.print(`${stage.cured.filter(({ cure }) => cure !== undefined).length} of ${stage.cured.length} flaky tests cured`)
  context.exit(0)
}
