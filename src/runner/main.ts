import { Command as Program } from 'commander'
import { SutureError } from '../model/error.ts'
import type { CliCommand, CommandContext } from './command.ts'
import { doctor } from './commands/doctor.ts'
import { experiment } from './commands/experiment.ts'
import { explain } from './commands/explain.ts'
import { flaky } from './commands/flaky.ts'
import { heal } from './commands/heal.ts'
import { init } from './commands/init.ts'
import { optimize } from './commands/optimize.ts'
import { parse } from './commands/parse.ts'
import { reproduce } from './commands/reproduce.ts'
import { select } from './commands/select.ts'
import { stale } from './commands/stale.ts'
import { sumUp } from './commands/sum-up.ts'
import { survey } from './commands/survey.ts'
import { tryCures } from './commands/try-cures.ts'
import { verify } from './commands/verify.ts'
import { withJobEnvironment } from './session/job-environment.ts'
import { RUNNER_VERSION } from './version.ts'

/** Every command of this side, in the order of the help text. */
const COMMANDS = [
  heal,
  flaky,
  select,
  stale,
  optimize,
  explain,
  parse,
  init,
  doctor,
  reproduce,
  verify,
  survey,
  experiment,
  tryCures,
  sumUp,
] satisfies readonly CliCommand[]

/** Runs one command; its exit code is the process's. The only reader of the environment on this side. */
export async function main(argv: readonly string[]): Promise<void> {
  const context: CommandContext = {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    env: withJobEnvironment(process.env),
    print: (text) => process.stdout.write(`${text}\n`),
    warn: (text) => process.stderr.write(`${text}\n`),
    progress: (text) => {
      if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
    },
    exit: (code) => {
      process.exitCode = code
    },
  }
  const program = new Program('suture')
    .description('heals test suites and never hides a bug')
    .version(RUNNER_VERSION)
    .addHelpText(
      'after',
      [
        ...['', 'On the server: `suture serve` receives deliveries and processes them, `suture worker` only processes them,'],
        '`suture token` makes a token of the API, `suture export` and `suture import` carry a repository to another server.',
      ].join('\n'),
    )
    .exitOverride()
  for (const command of COMMANDS) command(program, context)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    process.exitCode = report(error, context)
  }
}

/** Bad usage is 2 (commander has printed it), what we foresaw is 3 with its fix; everything else is a bug in Suture and is rethrown. */
function report(error: unknown, context: CommandContext): number {
  if (error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.'))
    return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof SutureError)) throw error
  context.warn(`suture: ${error.message}${error.fix ? `\n  ${error.fix}` : ''}`)
  return 3
}
