import { resolve } from 'node:path'
import { InvalidArgumentError, Command as Program } from 'commander'
import { SutureError } from '../model/error.ts'
import { DEFAULT_DAYS, issueToken, MAX_DAYS } from './api/access/issue-token.ts'
import { createServer, type Roles, type RunningServer } from './create-server.ts'
import { findRepositoryByName } from './history/access/visible-repository.ts'
import { exportHistory, importHistory } from './history/transfer/transfer-files.ts'
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
  program
    .command('token')
    .description('makes a token with which a program reads one repository over the API; it is printed once')
    .requiredOption('--repository <OWNER/REPO>', 'the repository')
    .option('--expires <DAYS>', `days until it ends, at most ${MAX_DAYS}`, readDays, DEFAULT_DAYS)
    .option('--name <NAME>', 'what it is for', 'made on the server')
    .option('--write', 'it may start healings too')
    .action(makeToken)
  program
    .command('export')
    .description('writes everything stored of a repository, as lines of JSON')
    .requiredOption('--repository <OWNER/REPO>', 'the repository')
    .option('--out <FILE>', 'where to; without it, to standard output')
    .action(({ repository, out }: { repository: string; out?: string }) =>
      withDatabase((server) => exportHistory(server, repository, out === undefined ? null : pathOf(out))),
    )
  program
    .command('import <FILE>')
    .description('reads what `suture export` wrote; what is stored already stays as it is')
    .action((file: string) => withDatabase((server) => importHistory(server, pathOf(file))))
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

function readDays(text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DAYS) return days
  throw new InvalidArgumentError(`a whole number of days from 1 to ${MAX_DAYS}`)
}

type TokenOptions = { readonly repository: string; readonly expires: number; readonly name: string; readonly write?: boolean }

async function makeToken({ repository: fullName, expires: days, name, write = false }: TokenOptions): Promise<void> {
  await withDatabase(async ({ history }) => {
    const repository = await findRepositoryByName(history.database, fullName)
    if (repository === null)
      throw new SutureError(
        'not_found',
        `Suture knows no repository ${fullName}, or may not see it any more`,
        'install the App there; a name is known once GitHub has sent an event of it',
      )
    const order = { repositoryId: repository.id, name, mayWrite: write, days, by: 'server', now: new Date() }
    const { secret, token } = await issueToken(history, order)
    process.stderr.write(`for ${fullName}, until ${token.expiresAt.toISOString()}; it is not shown again:\n`)
    process.stdout.write(`${secret}\n`)
  })
}

/** Relative to where the caller is: npm starts the command elsewhere. */
function pathOf(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file)
}

async function replayDead(job: string | undefined): Promise<void> {
  await withDatabase(async ({ history, queue }) => {
    const sent = await queue.replayDeadLetters(history, job)
    process.stdout.write(`${sent} jobs sent again\n`)
  })
}

/** Works on the database of a server that runs elsewhere. */
async function withDatabase(work: (server: RunningServer) => Promise<void>): Promise<void> {
  const { config } = configure()
  const log = createLog('error', secretsOf(config)) // standard output is the command's
  if (config.databaseUrl === null)
    throw new SutureError('bad_configuration', 'DATABASE_URL is not set', 'set it to the database of the running server')
  const server = await createServer({ ...config, metrics: null }, { intake: false, jobs: false }, log).start()
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

function configure(): { config: ServerConfig; log: Log } {
  const config = readServerConfig(process.env)
  return { config, log: createLog(config.logLevel, secretsOf(config)) }
}

function secretsOf({ privateKey, webhookSecret, signIn }: ServerConfig): readonly string[] {
  return [privateKey, webhookSecret, ...(signIn ? [signIn.clientSecret] : [])]
}

/** Bad usage is 2 (commander has printed it), what we foresaw is 3 with its fix; everything else is a bug in Suture and is rethrown. */
function report(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof SutureError)) throw error
  process.stderr.write(`suture: ${error.message}${error.fix ? `\n  ${error.fix}` : ''}\n`)
  return 3
}
