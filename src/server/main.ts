import { Command as Program } from 'commander'
import { SutureError } from '../model/error.ts'
import { createServer, type Roles } from './create-server.ts'
import { createLog, type Log } from './log.ts'
import { readServerConfig } from './read-server-config.ts'
import type { ServerConfig } from './server-config.ts'

/** Runs one command of this side; its exit code is the process's. The only reader of the environment on this side. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Program('suture').exitOverride()
  program
    .command('serve')
    .description('receives webhooks and processes them')
    .option('--intake-only', 'leaves the work to processes of `suture worker`')
    .action((options: { intakeOnly?: boolean }) => run({ intake: true, jobs: options.intakeOnly !== true }))
  const worker = program.command('worker').description('processes what `suture serve` received')
  worker.command('run', { isDefault: true, hidden: true }).action(() => run({ intake: false, jobs: true }))
  worker.command('replay-dead [JOB]').description('retries jobs that failed for good, of one kind or all').action(replayDead)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    process.exitCode = report(error)
  }
}

async function run(roles: Roles): Promise<void> {
  const { config, log } = configure()
  const server = await createServer(config, roles, log).start()
  const { promise: asked, resolve } = Promise.withResolvers<NodeJS.Signals>()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  log.info({ signal: await asked }, 'stopping')
  await server.stop()
  log.info('stopped')
}

async function replayDead(job: string | undefined): Promise<void> {
  const { config, log } = configure()
  if (config.databaseUrl === null)
    throw new SutureError('bad_configuration', 'DATABASE_URL is not set', 'set it to the database of the running server')
  const { history, queue, stop } = await createServer({ ...config, metrics: null }, { intake: false, jobs: false }, log).start()
  try {
    const sent = await queue.replayDeadLetters(history, job)
    process.stdout.write(`${sent} jobs sent again\n`)
  } finally {
    await stop()
  }
}

function configure(): { config: ServerConfig; log: Log } {
  const config = readServerConfig(process.env)
  return { config, log: createLog(config.logLevel, [config.privateKey, config.webhookSecret]) }
}

/** Bad usage is 2 (commander has printed it), what we foresaw is 3 with its fix; everything else is a bug in Suture and is rethrown. */
function report(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof SutureError)) throw error
  process.stderr.write(`suture: ${error.message}${error.fix ? `\n  ${error.fix}` : ''}\n`)
  return 3
}
