import { expect, test } from 'vitest'
import { MAX_STALE_BYTES, type StaleAnswer } from '../../../src/protocol/stale-answer.ts'
import { parseStaleAnswer } from '../../../src/server/intake/parse-stale-answer.ts'

const JOB = { lookId: '7e57ab1e-0000-4000-8000-000000000000', nonce: '0'.repeat(32) }
const THING = {
  ...{ file: 'a.py', lines: [1, 2], declares: { kind: 'key', symbol: 'a\0b' }, tests: ['t'], evidence: [], suggestion: 'look' },
} satisfies StaleAnswer['things'][number]
const HONEST: StaleAnswer = {
  ...{ protocol: 2, ...JOB, runnerVersion: '0.1.0', things: [THING], declared: 2, checked: 1, leftOut: [], notLooked: [], machineMs: 1 },
}
const parsed = (value: unknown) => parseStaleAnswer(Buffer.from(JSON.stringify(value)), JOB)

test('an honest answer is read, with its texts clean', () => {
  expect(parsed(HONEST)).toMatchObject({ outcome: 'read', answer: { things: [{ declares: { symbol: 'a\u2400b' } }] } })
})

test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
  ['another look', { lookId: '7e57ab1e-0000-4000-8000-000000000001' }, 'belongs to another job'],
  ['another nonce', { nonce: '1'.repeat(32) }, 'belongs to another job'],
  ['more than there is', { checked: 2 }, 'more than the change declares'],
  ['a line that is none', { things: [{ ...THING, lines: [0, 1] }] }, 'schema: things.0.lines'],
  ['a kind that nobody knows', { things: [{ ...THING, declares: { kind: 'magic', symbol: '' } }] }, 'schema: things.0.declares'],
  ['a text without end', { things: [{ ...THING, suggestion: 'x'.repeat(1_001) }] }, 'schema: things.0.suggestion'],
])('%s is not taken', (_, change, reason) => {
  expect(parsed({ ...HONEST, ...change })).toEqual({ outcome: 'rejected', reason: expect.stringContaining(reason) })
})

test('bytes that are no JSON, and too many of them', () => {
  expect(parseStaleAnswer(Buffer.from([0xff, 0xfe]), JOB)).toEqual({ outcome: 'rejected', reason: 'the report is not JSON' })
  expect(parseStaleAnswer(new Uint8Array(MAX_STALE_BYTES + 1), JOB)).toMatchObject({ outcome: 'rejected' })
})
