import { resolve } from 'node:path'
import { SutureError } from '../../model/error.ts'
import type { StaleReport } from '../../model/result/stale-report.ts'
import { chosenBase, comparisonNote } from '../chosen-base.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { repositorySettings } from '../repository-settings.ts'
import { isolationNotes, machineOf } from '../session/run-machine.ts'
import { openSession } from '../session/session.ts'
import { lookWith } from '../session/stale-look.ts'
import { staleReport } from '../stale-report.ts'
import { staleSummary } from '../stale-summary.ts'
import { writeJson } from '../workspace/write-json.ts'

type Options = {
  readonly repo: string
  readonly base?: string
  readonly head?: string
  readonly test?: readonly string[]
  readonly budget: string
  readonly timeout: string
  readonly json?: string
}

/** `suture stale`: what a change declares and no test says anything of. Exit 0 also where there is some: it is advice. */
export const stale: CliCommand = (program, context) => {
  program
    .command('stale')
    .description('find tests that pass and no longer say anything of what a change declares')
    .requiredOption('--repo <dir>', 'the repository')
    .option('--base <rev>', 'compare with this commit (default: the merge base with the default branch, or HEAD~1)')
    .option('--head <rev>', 'the commit to look at (default: the working tree)')
    .option('--test <id...>', 'only these tests (default: all)')
    .option('--budget <minutes>', 'how long it may take', '5')
    .option('--timeout <seconds>', 'stop a run of the tests after so long', '600')
    .option('--json <file>', 'write the report here, whatever the exit code')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const startedAt = Date.now()
  const origin = resolve(context.cwd, options.repo)
  const head = options.head ?? 'WORKTREE'
  const save = (report: StaleReport) => (options.json ? writeJson(resolve(context.cwd, options.json), report) : undefined)
  const trees = { base: options.base ?? '', head }
  try {
    const { base, why } = options.base ? { base: options.base, why: options.base } : await chosenBase(origin, head)
    const { settings, notes } = await repositorySettings(origin, base, context.env)
    for (const note of [...notes, ...isolationNotes(machineOf(context.env))]) context.warn(`suture: ${note}`)
    const budgetMs = 60_000 * numberOf('--budget', options.budget)
    const session = await openSession(
      {
        ...{ origin, base, head, merge: null, place: 'copy', timeoutMs: 1000 * numberOf('--timeout', options.timeout) },
        ...{ framework: null, testFiles: settings, intentTexts: [] },
      },
      context,
    )
    try {
      const found = await lookWith(session, { tests: options.test ?? [], endsAt: startedAt + budgetMs }, context)
      const report = staleReport({ base, head }, found, { startedAt, now: Date.now(), frameworkMs: session.frameworkMs() })
      await save(report)
      context.print(await comparisonNote(origin, head, base, why))
      context.print(staleSummary(report))
      context.exit(0)
    } finally {
      await session.close()
    }
  } catch (error) {
    const { code, message, fix } =
      error instanceof SutureError ? error : { code: 'bug', message: String(error), fix: 'report it with this message' }
    await save({
      ...staleReport(trees, [], { startedAt, now: Date.now(), frameworkMs: 0 }),
      error: { code, message, fix: fix ?? '' },
    })
    throw error
  }
}

function numberOf(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0)
    throw new SutureError('bad_usage', `${option} ${text} is not a number above 0`, `give a number, such as ${option} 5`)
  return value
}
