import { expect, test } from 'vitest'
import { type HuntReport, MAX_HUNT_REPORT_BYTES } from '../../../src/protocol/hunt-report.ts'
import { parseHuntReport } from '../../../src/server/intake/parse-hunt-report.ts'

const JOB = { hunt: '7e57ab1e-0000-4000-8000-000000000000', nonce: '0'.repeat(32) }
const finding = {
  ...{ testId: 'tests/test_a.py::test_b', score: 1, interval: [0.1, 0.4], runs: 20, failed: 5, failureTypes: [], messages: ['a\0b'] },
  ...{ causes: [], action: 'look at it' },
} satisfies HuntReport['findings'][number]
const HONEST: HuntReport = {
  ...{ protocol: 2, ...JOB, runnerVersion: '0.1.0', findings: [finding], moreFindings: 0, broken: [], stable: 6 },
  ...{ runs: 18, machines: 1, machineMs: 4_000, notTried: [], error: null },
}
const parsed = (value: unknown) => parseHuntReport(Buffer.from(JSON.stringify(value)), JOB)

test('an honest report is read, with its texts clean', () => {
  expect(parsed(HONEST)).toMatchObject({ outcome: 'read', report: { findings: [{ messages: ['a\u2400b'] }] } })
})

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...finding, testId: `t${index}` }))
test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
  ['another hunt', { hunt: '7e57ab1e-0000-4000-8000-000000000001' }, 'belongs to another job'],
  ['another nonce', { nonce: '1'.repeat(32) }, 'belongs to another job'],
  ['a number that is none', { stable: null }, 'schema: stable'],
  ['a test twice', { findings: [finding, finding] }, 'names a test twice'],
  ['more failures than runs', { findings: [{ ...finding, failed: 21 }] }, 'impossible'],
  ['a rate above 1', { findings: [{ ...finding, interval: [0, 2] }] }, 'schema: findings.0.interval'],
  ['more findings than it may have', { findings: many(501) }, 'schema: findings'],
  ['a text without end', { findings: [{ ...finding, action: 'x'.repeat(2_001) }] }, 'schema: findings.0.action'],
  ['a cause that nobody knows', { findings: [{ ...finding, causes: [{ cause: 'magic', evidence: '' }] }] }, 'schema: findings.0.causes'],
  ['an old protocol', { protocol: 1 }, 'schema: protocol'],
])('one with %s is refused', (_name, change, reason) => {
  expect(parsed({ ...HONEST, ...change })).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining(reason) })
})

test('so is what is too long, or no JSON at all', () => {
  expect(parseHuntReport(new Uint8Array(MAX_HUNT_REPORT_BYTES + 1), JOB)).toMatchObject({
    outcome: 'rejected',
    reason: expect.stringContaining('at most'),
  })
  expect(parseHuntReport(Buffer.from([0xff, 0xfe]), JOB)).toEqual({ outcome: 'rejected', reason: 'the report is not JSON' })
})
