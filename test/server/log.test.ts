import { beforeEach, expect, test } from 'vitest'
import { createLog } from '../../src/server/log.ts'

let lines: string[]
const log = (secrets: string[] = []) => createLog('debug', secrets, { write: (line: string) => lines.push(line) })

beforeEach(() => {
  lines = []
})

const written = () => JSON.parse(lines.join('')) as Record<string, unknown>

test('a message is one line of JSON that carries the ids of its delivery and healing', () => {
  log().child({ delivery: 'd-1', healing: 'h-1' }).info({ outcome: 'done' }, 'delivery done')
  expect(lines).toHaveLength(1)
  expect(written()).toMatchObject({ level: 'info', delivery: 'd-1', healing: 'h-1', outcome: 'done', msg: 'delivery done' })
})

test('secrets do not get through, in a message, a field, an error, or with escaped line breaks', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIbody\n-----END RSA PRIVATE KEY-----'
  const token = `ghs_${'a1B2'.repeat(9)}`
  log(['the-webhook-secret', key]).error(
    { key, note: `with ${token}`, err: new Error(`clone https://x:${token}@github.com failed`) },
    'the-webhook-secret',
  )
  expect(lines.join('')).not.toMatch(/MIIbody|ghs_|the-webhook-secret/)
  expect(written()).toMatchObject({ level: 'error', note: 'with [redacted]' })
})

test('payloads and bodies do not get through, on the first level and the second', () => {
  log().warn({ payload: { marker: 1 }, request: { marker: 1 }, event: { payload: { marker: 1 } }, outer: { body: 'marker' } }, 'refused')
  expect(lines.join('')).not.toContain('marker')
})

test('of a failed request the error keeps what went wrong, not what was sent or answered', () => {
  const error = Object.assign(new Error('Not Found'), { status: 404, request: { body: 'marker' }, response: { data: 'marker' } })
  log().error({ err: error }, 'request failed')
  expect(lines.join('')).not.toContain('marker')
  expect(written()['err']).toMatchObject({ message: 'Not Found', status: 404 })
})

test('the cause of an error is told too', () => {
  log().error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed')
  expect(written()['err']).toMatchObject({ message: 'outer', cause: { message: 'inner' } })
})
