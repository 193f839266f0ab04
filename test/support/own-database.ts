import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'

/** Gives each test file a fresh, migrated database of its own, named by DATABASE_URL. */
const name = `suture_test_${process.pid}_${randomBytes(4).toString('hex')}`

beforeAll(async () => {
  const url = new URL(inject('adminUrl'))
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${inject('template')} STRATEGY FILE_COPY`)
  url.pathname = `/${name}`
  process.env['DATABASE_URL'] = url.href
})

afterAll(() => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminUrl') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
