import { expect, test } from 'vitest'
import { keepsSession } from '../../../../src/server/history/connection/keeps-session.ts'

test('a connection to Postgres itself stays one session', async () => {
  expect(await keepsSession(process.env['DATABASE_URL'] ?? '')).toBe(true)
})
