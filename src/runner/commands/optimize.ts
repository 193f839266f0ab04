import { resolve } from 'node:path'
import type { Optimized } from '../../engine/optimizing/optimize-suite.ts'
import { SutureError } from '../../model/error.ts'
import type { TestOptimization } from '../../model/result/test-optimization.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { optimizeRequestOf } from '../heal-optimizations.ts'
import { optimizeSummary } from '../optimize-summary.ts'
import { optimizeTarget } from '../optimize-target.ts'
import { positiveNumber } from '../positive-number.ts'
import { repositorySettings } from '../repository-settings.ts'
import { isolationNotes, machineOf } from '../session/run-machine.ts'
import { openSession } from '../session/session.ts'
import { applyFiles } from '../workspace/apply-files.ts'
import { writeJson } from '../workspace/write-json.ts'

type Options = {
  readonly repo: string
  readonly test?: readonly string[]
  readonly budget: string
  readonly timeout: string
  readonly apply?: true
  readonly json?: string
}

/** `suture optimize`: what makes the tests faster, each shown by runs, and none of them weaker. Exit 0 also where nothing is found: that is the answer. */
export const optimize: CliCommand = (program, context) => {
  program
    .command('optimize')
    .description('make tests faster: only what runs show to be faster, and as strong as before')
    .requiredOption('--repo <dir>', 'the repository; its working tree is run, and stays as it is')
    .option('--test <id...>', 'only what makes these tests faster (default: the slow ones, then all)')
    .option('--budget <minutes>', 'how long it may take', '8')
    .option('--timeout <seconds>', 'stop a run of the tests after so long', '600')
    .option('--apply', 'write what OPTIMIZATION_RISK_TOLERANCE allows into the repository')
    .option('--json <file>', 'write the results here, whatever the exit code')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const origin = resolve(context.cwd, options.repo)
  const save = (results: readonly TestOptimization[]) => (options.json ? writeJson(resolve(context.cwd, options.json), results) : undefined)
  await save([])
  const { settings, notes } = await repositorySettings(origin, 'HEAD', context.env)
  for (const note of [...notes, ...isolationNotes(machineOf(context.env))]) context.warn(`suture: ${note}`)
  const request = optimizeRequestOf(settings, options.test ?? [])
  const session = await openSession(
    {
      ...{
        origin,
        base: 'HEAD',
        head: 'WORKTREE',
        merge: null,
        place: 'copy',
        timeoutMs: 1000 * positiveNumber('--timeout', options.timeout),
      },
      ...{ framework: null, testFiles: settings, intentTexts: [] },
    },
    context,
  )
  try {
    const { clock, targets } = session
    const ownMs = (60_000 * positiveNumber('--budget', options.budget)) / targets.length
    const found: Optimized[] = []
    for (const target of targets) {
      const progress = (stage: string, what: string) => context.progress(`${stage}: ${what}`)
      found.push(await optimizeTarget(session, target, request, clock.now() + ownMs, progress))
    }
    await save(found.flatMap(({ results }) => results))
    const run = found.filter(({ error }) => error === null)
    const [failed] = found.flatMap(({ error }) => error ?? [])
    if (run.length === 0 && failed !== undefined)
      throw new SutureError('tests_not_run', `the tests could not be run: ${failed}`, 'run them by hand first, as the project does')
    if (options.apply === true)
      await applyFiles(
        origin,
        found.flatMap(({ files }) => files),
      )
    context.print(optimizeSummary(run, request, options.apply === true))
    context.exit(0)
  } finally {
    await session.close()
  }
}
