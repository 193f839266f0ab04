import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/server/history/connection/embedded-postgres.ts'
import { migrate } from '../../src/server/history/connection/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
    template: string
  }
}

type Shared = { users: number; ready: Promise<{ adminUrl: string; stop(): Promise<void> }> }
const shared = globalThis as { sutureTestPostgres?: Shared } // each project evaluates this file anew, all in one process
const template = `suture_template_${process.pid}`

/** One Postgres for all projects of a run: that of DATABASE_URL, or an embedded one; with a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.sutureTestPostgres ??= { users: 0, ready: startServer() }
  const server = shared.sutureTestPostgres
  server.users += 1
  const { adminUrl, stop } = await server.ready
  project.provide('adminUrl', adminUrl)
  project.provide('template', template)
  return async () => {
    server.users -= 1
    if (server.users === 0) await stop()
  }
}

async function startServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env['DATABASE_URL']
  const embedded = given ? null : await startEmbeddedPostgres()
  const adminUrl = given ?? embedded?.url ?? ''
  await query(adminUrl, [`CREATE DATABASE ${template}`])
  await migrate(urlOfDatabase(adminUrl, template))
  await query(adminUrl, [`ALTER DATABASE ${template} WITH is_template true allow_connections false`])
  const stop = async () => {
    await query(adminUrl, [`ALTER DATABASE ${template} WITH is_template false`, `DROP DATABASE ${template}`])
    await embedded?.stop()
  }
  return { adminUrl, stop }
}

async function query(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

function urlOfDatabase(url: string, name: string): string {
  const copy = new URL(url)
  copy.pathname = `/${name}`
  return copy.href
}
