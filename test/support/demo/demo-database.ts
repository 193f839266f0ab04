import { randomBytes } from 'node:crypto'
import pg from 'pg'

const NOT_ALLOWED = '42501' // insufficient_privilege, by PostgreSQL's list of error codes

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A database of the demo's own on the server of DATABASE_URL; that database itself where its role may make none. `drop` removes what was made. */
export async function demoDatabase(given: string): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `suture_demo_${randomBytes(4).toString('hex')}`
  const url = new URL(given)
  url.pathname = `/${name}`
  try {
    await run(given, `CREATE DATABASE ${name}`)
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === NOT_ALLOWED) return { url: given, drop: async () => {} }
    throw error
  }
  return { url: url.href, drop: () => run(given, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}
