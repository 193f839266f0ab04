import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const NOBODY = 65_534 // PgBouncer refuses to run as root

export type Pooler = {
  readonly url: string /** Connections of its clients, and its own to Postgres. */
  counts(): Promise<{ clients: number; servers: number }>
  stop(): Promise<void>
}

/** Debian's PgBouncer in transaction mode before the Postgres at `url`; `servers` connections at most lead there. */
export async function startPooler(url: string, servers: number): Promise<Pooler> {
  const { hostname, port, username, password } = new URL(url)
  const folder = await mkdtemp(join(tmpdir(), 'suture-pooler-'))
  await chmod(folder, 0o755)
  const own = await freePort()
  const ini = join(folder, 'pgbouncer.ini')
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${port} user=${username} password=${password}`,
    '[pgbouncer]',
    ...['listen_addr = 127.0.0.1', `listen_port = ${own}`, 'unix_socket_dir =', 'auth_type = any', 'pool_mode = transaction'],
    ...[
      `default_pool_size = ${servers}`,
      'max_client_conn = 500',
      'admin_users = postgres',
      'log_connections = 0',
      'log_disconnections = 0',
    ],
  ]
  await writeFile(ini, `${lines.join('\n')}\n`)
  const asRoot = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const child = spawn('pgbouncer', ['-q', ini], { stdio: ['ignore', 'ignore', 'inherit'], ...asRoot })
  const spawned = await Promise.race([once(child, 'spawn').then(() => null), once(child, 'error').then(([error]) => error as Error)])
  if (spawned !== null) throw new Error(`PgBouncer did not start (${spawned.message}): install the package pgbouncer`)
  const at = (database: string) => Object.assign(new URL(url), { port: String(own), pathname: `/${database}` }).href
  const admin = await connected(at('pgbouncer'), child)
  return {
    url: at(new URL(url).pathname.slice(1)),
    counts: async () => {
      const { rows } = await admin.query<Readonly<Record<string, unknown>>>('SHOW POOLS')
      const sum = (prefix: string) =>
        rows
          .filter(({ database }) => database !== 'pgbouncer')
          .flatMap((row) => Object.entries(row).filter(([name]) => name.startsWith(prefix)))
          .reduce((total, [, value]) => total + Number(value), 0)
      return { clients: sum('cl_'), servers: sum('sv_') }
    },
    stop: async () => {
      await admin.end()
      const gone = once(child, 'exit')
      child.kill('SIGINT')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function connected(url: string, child: ChildProcess): Promise<pg.Client> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (tries === 50 || child.exitCode !== null) throw error
      await sleep(100)
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
