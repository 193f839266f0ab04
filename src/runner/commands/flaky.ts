import { resolve } from 'node:path'
import { type Hunted, hunt } from '../../engine/hunt/hunt.ts'
import { SutureError } from '../../model/error.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { type CuredHunt, cureHunted } from '../cure-hunted.ts'
import { flakySummary } from '../flaky-summary.ts'
import { positiveNumber } from '../positive-number.ts'
import { repositorySettings } from '../repository-settings.ts'
import { isolationNotes, machineOf } from '../session/run-machine.ts'
import { openSession } from '../session/session.ts'
import { applyFiles } from '../workspace/apply-files.ts'
import { writeJson } from '../workspace/write-json.ts'

/** Of the time that it may take, where cures are tried too. */
const HUNT_SHARE = 0.6

type Options = {
  readonly repo: string
  readonly test?: readonly string[]
  readonly runs?: string
  readonly budget: string
  readonly timeout: string
  readonly cure?: true
  readonly apply?: true
  readonly json?: string
}

/** `suture flaky`: which tests pass and fail on one tree, and by experiment why. Exit 0 also where some are flaky: that is the answer. */
export const flaky: CliCommand = (program, context) => {
  program
    .command('flaky')
    .description('find flaky tests, and by experiment what makes them fail')
    .requiredOption('--repo <dir>', 'the repository; its working tree is run, and stays as it is')
    .option('--test <id...>', 'only these tests (default: all)')
    .option('--runs <n>', 'runs of each test as it is (default: FLAKY_MIN_RUNS, up to FLAKY_MAX_RUNS where that is not enough)')
    .option('--budget <minutes>', 'how long it may take', '5')
    .option('--timeout <seconds>', 'stop a run of the tests after so long', '600')
    .option('--cure', 'try to cure what is flaky: only tests are edited, and each cure is shown by runs where the test failed')
    .option('--apply', 'write the cured tests into the repository; with --cure')
    .option('--json <file>', 'write the results here, whatever the exit code')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const origin = resolve(context.cwd, options.repo)
  const save = (results: readonly FlakyTestResult[]) => (options.json ? writeJson(resolve(context.cwd, options.json), results) : undefined)
  await save([])
  const { settings, notes } = await repositorySettings(origin, 'HEAD', context.env)
  for (const note of [...notes, ...isolationNotes(machineOf(context.env))]) context.warn(`suture: ${note}`)
  if (options.apply === true && options.cure !== true)
    throw new SutureError('bad_usage', '--apply writes cures, and none was asked for', 'add --cure')
  const asked = options.runs === undefined ? null : positiveNumber('--runs', options.runs)
  const runs = Math.max(2, asked ?? settings.FLAKY_MIN_RUNS)
  const request = {
    tests: options.test ?? [],
    ...{ runs, mostRuns: Math.max(runs, asked ?? settings.FLAKY_MAX_RUNS), threshold: settings.FLAKY_DETECTION_THRESHOLD },
  }
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
    const { workspace, clock, targets } = session
    const ownMs = (60_000 * positiveNumber('--budget', options.budget)) / targets.length
    const budgetMs = options.cure === true ? ownMs * HUNT_SHARE : ownMs
    const progress = progressOf(context)
    const found: Hunted[] = []
    const cured: CuredHunt[] = []
    for (const target of targets) {
      const endsAt = clock.now() + ownMs
      const hunted = await hunt({ workspace, clock, ...target, progress }, { ...request, budgetMs })
      const own = options.cure === true ? await cureHunted({ session, target, hunted, endsAt, progress }) : null
      found.push(own === null ? hunted : { ...hunted, results: own.results })
      if (own !== null) cured.push(own)
    }
    const results = found.flatMap((one) => one.results)
    await save(results)
    const unknown = request.tests.filter(
      (id) => !results.some(({ testId }) => testId === id) && !found.some(({ broken }) => broken.includes(id)),
    )
    const [failed] = found.flatMap(({ error }) => error ?? [])
    if (failed !== undefined && results.length === 0)
      throw new SutureError('tests_not_run', `the tests could not be run: ${failed}`, 'run them by hand first, as the project does')
    if (unknown.length > 0)
      throw new SutureError('no_such_test', `no test is called ${unknown.join(', ')}`, 'name it as the framework prints it, with its file')
    const files = cured.flatMap((one) => one.files)
    if (options.apply === true) await applyFiles(origin, files)
    context.print(flakySummary(found, options.apply === true))
    context.exit(0)
  } finally {
    await session.close()
  }
}

function progressOf({ progress }: CommandContext): (stage: string, what: string) => void {
  return (stage, what) => progress(`${stage}: ${what}`)
}
