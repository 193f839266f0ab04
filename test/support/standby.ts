import { execFile } from 'node:child_process'
import { chmod, cp, lchown, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** A streaming replica of a Postgres on this machine. */
export type Standby = { readonly url: string; start(): Promise<void>; stop(): Promise<void>; remove(): Promise<void> }

/** Copies the files of the server at `url` while it runs, as a base backup is made, and starts a replica on them with the same program. */
export async function startStandby(url: string): Promise<Standby> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ data: string }>("SELECT current_setting('data_directory') AS data")
  const data = rows[0]?.data ?? ''
  const owner = await stat(data)
  const bin = dirname(await readlink(`/proc/${(await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]}/exe`))
  const home = await mkdtemp(join(tmpdir(), 'suture-standby-'))
  const own = join(home, 'data')
  await client.query("SELECT pg_backup_start('standby', true)")
  await cp(data, own, { recursive: true, filter: (path) => !/postmaster\.(?:pid|opts)$/.test(path) })
  const label = (await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)')).rows[0]?.labelfile ?? ''
  await client.end()
  const { hostname, port, username, password } = new URL(url)
  await writeFile(join(own, 'backup_label'), label)
  await writeFile(join(own, 'standby.signal'), '')
  await writeFile(
    join(own, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\nhot_standby = on\n`,
  )
  await chmod(own, 0o700)
  await giveTo(home, owner)
  const free = await freePort()
  const options = `-p ${free} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=off`
  const control = (words: readonly string[]) =>
    run(join(bin, 'pg_ctl'), [...words, '-D', own, '-w', '-s'], {
      ...{ cwd: home, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } },
      ...(process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {}),
    })
  const standby: Standby = {
    url: Object.assign(new URL(url), { port: String(free) }).href,
    start: async () => void (await control(['start', '-l', join(home, 'log'), '-o', options])),
    stop: async () => void (await control(['stop', '-m', 'fast'])),
    remove: async () => {
      await control(['stop', '-m', 'immediate']).catch(() => {}) // it may be stopped already
      await rm(home, { recursive: true, force: true })
    },
  }
  await standby.start()
  return standby
}

async function giveTo(folder: string, { uid, gid }: { readonly uid: number; readonly gid: number }): Promise<void> {
  if (process.getuid?.() !== 0) return
  for (const path of [folder, ...(await readdir(folder, { recursive: true })).map((one) => join(folder, one))]) await lchown(path, uid, gid)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
