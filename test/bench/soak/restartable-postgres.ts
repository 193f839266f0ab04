import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../../src/server/history/connection/embedded-postgres.ts'

/** A Postgres that keeps its address when it is stopped and started again; its data are synced to disk. */
export async function startRestartablePostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'suture-soak-postgres-'))
  let running = await startEmbeddedPostgres(folder)
  // A start takes a free port: what is before it takes the connections of all
  const gate = createServer((client) => {
    const server = connect(Number(new URL(running.url).port), '127.0.0.1')
    const end = () => {
      client.destroy()
      server.destroy()
    }
    client.on('error', end).on('close', end).pipe(server).on('error', end).on('close', end).pipe(client)
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  const url = new URL(running.url)
  url.port = String((gate.address() as AddressInfo).port)
  return {
    url: url.href,
    restart: async () => {
      await running.stop()
      running = await startEmbeddedPostgres(folder)
    },
    stop: async () => {
      gate.close()
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
