import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Env, Hono } from 'hono'
import { SutureError } from '../model/error.ts'

export type Listening = { readonly port: number; close(): Promise<void> }

/** Serves `routes`; port 0 takes a free one. `close` lets requests under way finish, for a few seconds. */
export async function listen<Environment extends Env>(routes: Hono<Environment>, host: string, port: number): Promise<Listening> {
  const server = createServer({ connectionsCheckingInterval: 2_000 }, getRequestListener(routes.fetch))
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000 // GitHub itself gives up after 10 s
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new SutureError('port', `can't listen on ${host}:${port}`, 'set PORT to a free one', { cause })))
    server.listen(port, host, resolve)
  })
  return { port: (server.address() as AddressInfo).port, close: () => close(server) }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), 3_000)
  await closed
  clearTimeout(cut)
}
