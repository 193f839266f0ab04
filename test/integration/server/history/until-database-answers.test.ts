import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../../../src/server/log.ts'
import { startServer } from '../../../support/server-under-test.ts'

const real = () => new URL(process.env['DATABASE_URL'] ?? '')
const lines: string[] = []
const log = createLog('warn', [], { write: (line) => void lines.push(line) })
const waits = () => lines.filter((line) => line.includes('"msg":"waiting for the database"'))
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  lines.length = 0
})

/** Stands before the real database; of the first connections each is cut after so many bytes of its answers. */
function proxy(cuts: readonly number[] = []): Server {
  let count = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const cut = cuts[count]
    count += 1
    const database = connect(Number(real().port), real().hostname)
    let sent = 0
    database.on('data', (bytes) => {
      sent += bytes.length
      if (cut === undefined || sent < cut) client.write(bytes)
      else client.destroy()
    })
    client.on('data', (bytes) => database.write(bytes))
    for (const [one, other] of [[client, database] as const, [database, client] as const]) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  closing.push(async () => {
    for (const socket of open) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  })
  return server
}

async function listenOn(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listenOn(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function start(port: number, totalMs: number) {
  const databaseUrl = Object.assign(real(), { hostname: '127.0.0.1', port: String(port) }).href
  const wait = { totalMs, firstMs: 20 }
  const server = await startServer({ databaseWait: wait }, { databaseUrl, metrics: null }, { intake: false, jobs: true }, log)
  closing.push(server.stop)
}

test('a server that starts before its database waits for it, and says so once', async () => {
  const port = await freePort()
  const started = start(port, 30_000)
  await expect.poll(() => waits().length, { timeout: 10_000 }).toBe(1)
  await listenOn(proxy(), port)
  await started
  expect(waits()).toHaveLength(1)
  expect(waits()[0]).toContain(`127.0.0.1:${port}`)
})

test('connections that break off anywhere in a start begin it again', async () => {
  await start(await listenOn(proxy([1, 30, 400, 700, 900, 1_200, 1_500, 2_500])), 60_000)
  expect(waits()).toHaveLength(1)
})

test('a database that stays away ends the start with what to do, and without the password', async () => {
  const error = await start(await freePort(), 300).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'SutureError', code: 'database_away', fix: 'start it, or correct DATABASE_URL' })
  expect(String(error)).toMatch(/Postgres at 127\.0\.0\.1:\d+\/suture_test_\w+ did not answer for 0 s: connect ECONNREFUSED/)
  expect(String(error)).not.toContain(real().password)
})

test('a database that is not there is no reason to wait', async () => {
  const databaseUrl = Object.assign(real(), { pathname: '/nowhere' }).href
  await expect(startServer({}, { databaseUrl, metrics: null })).rejects.toMatchObject({ code: 'database_refused' })
})
