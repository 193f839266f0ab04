import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHistory } from '../../../src/server/history/connection/open-history.ts'
import { upsertRepository } from '../../../src/server/history/repositories.ts'
import { deliver, privateKey, WEBHOOK_SECRET } from '../../support/server-under-test.ts'

const BASE = { PATH: process.env['PATH'], LOG_LEVEL: 'info' }
const secrets = () => ({ WEBHOOK_SECRET, APP_ID: '1', PRIVATE_KEY: privateKey() })

type Run = { readonly child: ChildProcess; out(): string; readonly exited: Promise<number | null> }

function suture(words: readonly string[], env: Record<string, string | undefined>): Run {
  const child = spawn(process.execPath, ['--import', './bin/tsx-hook.mjs', 'src/main.ts', ...words], {
    env: { ...BASE, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  return { child, out: () => text, exited: once(child, 'exit').then(([code]) => code as number | null) }
}

async function until<Value>(look: () => Value | undefined): Promise<Value> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not come in 30 s')
}

const logged = (run: Run, msg: string) =>
  run
    .out()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .find((line) => line['msg'] === msg)

test('serve refuses to start without a webhook secret, says which variable to set, and leaves with 3', async () => {
  const run = suture(['serve'], { ...secrets(), WEBHOOK_SECRET: undefined, DATABASE_URL: process.env['DATABASE_URL'] })
  expect(await run.exited).toBe(3)
  expect(run.out()).toContain('WEBHOOK_SECRET is not set')
  expect(run.out()).toContain('set WEBHOOK_SECRET or WEBHOOK_SECRET_FILE')
})

test('a database that lets nobody in ends the start with 3, and says what to correct without a password', async () => {
  const url = new URL(process.env['DATABASE_URL'] ?? '')
  url.password = 'not-the-password'
  const run = suture(['serve'], { ...secrets(), DATABASE_URL: url.href, PORT: '0' })
  expect(await run.exited).toBe(3)
  expect(run.out()).toMatch(/^suture: Postgres at \S+ does not let us in: password authentication failed.*\n {2}correct DATABASE_URL\n$/m)
  expect(run.out()).not.toContain('not-the-password')
})

test('an unknown option leaves with 2', async () => {
  expect(await suture(['serve', '--nonsense'], secrets()).exited).toBe(2)
})

const INSTALLED = {
  action: 'created',
  installation: { id: 9, account: { login: 'o', type: 'User' }, suspended_at: null },
  repositories: [],
}

test('serve takes deliveries in and a worker in another process works them off; both stop on SIGTERM within 25 s', async () => {
  const env = { ...secrets(), DATABASE_URL: process.env['DATABASE_URL'], PORT: '0', HOST: '127.0.0.1' }
  const [serve, worker] = [suture(['serve', '--intake-only'], env), suture(['worker'], env)]
  const { port } = await until(() => logged(serve, 'started') as { port: number } | undefined)
  await until(() => logged(worker, 'started'))
  expect((await deliver(port, 'installation', INSTALLED, { id: 'from-main' })).status).toBe(202)
  expect(await until(() => logged(worker, 'delivery done'))).toMatchObject({ delivery: 'from-main' })
  const startedAt = Date.now()
  for (const { child } of [serve, worker]) child.kill('SIGTERM')
  expect(await Promise.all([serve.exited, worker.exited])).toEqual([0, 0])
  expect(Date.now() - startedAt).toBeLessThan(25_000)
  expect(logged(serve, 'stopped')).toBeDefined()
  expect(serve.out() + worker.out()).not.toContain(WEBHOOK_SECRET)
})

test('dead letters are replayed by a command', async () => {
  const run = suture(['worker', 'replay-dead'], { ...secrets(), DATABASE_URL: process.env['DATABASE_URL'], LOG_LEVEL: 'silent' })
  expect(await run.exited).toBe(0)
  expect(run.out()).toBe('0 jobs sent again\n')
})

test('token makes one for a repository that is known, prints it alone, and says what is wrong otherwise', async () => {
  const env = { ...secrets(), DATABASE_URL: process.env['DATABASE_URL'] }
  const run = (...words: readonly string[]) => suture(['token', ...words], env)
  const history = openHistory(process.env['DATABASE_URL'] ?? '')
  const repository = { id: 77, installationId: 9, fullName: 'o/known', defaultBranch: 'main', isPrivate: true }
  await upsertRepository(history.database, repository, new Date())
  const made = run('--repository', 'o/known', '--expires', '7', '--name', 'reads')
  expect(await made.exited).toBe(0)
  expect(made.out()).toMatch(/^suture_[\w-]{43}$/m)
  const [row] = await history.database.$queryRaw<{ name: string; days: number }[]>`
    SELECT name, extract(day FROM expires_at - created_at)::int AS days FROM api_token`
  expect(row).toEqual({ name: 'reads', days: 7 })
  await history.close()
  const unknown = run('--repository', 'o/unknown')
  expect(await unknown.exited).toBe(3)
  expect(unknown.out()).toContain('Suture knows no repository o/unknown')
  expect(await run('--repository', 'o/known', '--expires', '900').exited).toBe(2)
})

test('export writes what is stored of a repository, and import reads it again', async () => {
  const env = { ...secrets(), DATABASE_URL: process.env['DATABASE_URL'], LOG_LEVEL: 'silent' }
  const history = openHistory(process.env['DATABASE_URL'] ?? '')
  await upsertRepository(
    history.database,
    { id: 78, installationId: 9, fullName: 'o/moved', defaultBranch: 'main', isPrivate: true },
    new Date(),
  )
  await history.close()
  const folder = await mkdtemp(join(tmpdir(), 'suture-export-'))
  const file = join(folder, 'moved.jsonl')
  expect(await suture(['export', '--repository', 'o/moved', '--out', file], env).exited).toBe(0)
  expect(await readFile(file, 'utf8')).toContain('o/moved')
  expect(await suture(['import', file], env).exited).toBe(0)
  const unknown = suture(['export', '--repository', 'o/unknown'], env)
  expect(await unknown.exited).toBe(3)
  expect(unknown.out()).toContain('o/unknown')
  await rm(folder, { recursive: true })
})
