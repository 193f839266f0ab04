import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanTestId } from '../../../../src/model/test-id.ts'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { declineSignature, findDeclined } from '../../../../src/server/history/declined-signatures.ts'
import { recordDeliveries } from '../../../../src/server/history/deliveries.ts'
import { joinHealing } from '../../../../src/server/history/healings/join-healing.ts'
import { transition } from '../../../../src/server/history/healings/transition.ts'
import { giveQuarantine, listQuarantines } from '../../../../src/server/history/quarantines.ts'
import { ensurePartitions } from '../../../../src/server/history/retention/partitions.ts'
import { findEarlierFailures } from '../../../../src/server/history/similar-failures.ts'
import { listOutcomesOfHealing, saveExecutions } from '../../../../src/server/history/test-executions.ts'
import { joinFailures, listFailuresOfHealing, saveFailures, setVerdicts } from '../../../../src/server/history/test-failures.ts'
import { jobName } from '../../../../src/server/ingest/job-name.ts'
import { newHealing, SIGNATURE_FIELDS, storeRun } from '../../../support/stored-run.ts'

/** What Postgres takes in no column of text, and in no JSON. */
const ODD = 'a\0b\ud800c'
const CLEAN = 'a␀b\ufffdc'
const at = new Date('2026-11-20T10:00:00Z')
const now = new Date()

let history: History
beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
  await history.transaction((database) => ensurePartitions(database, now))
})
afterAll(() => history.close())

type Field = { readonly name: string; readonly column: string; readonly type: string; readonly isUuid: boolean }
type Model = { readonly name: string; readonly table: string; readonly fields: readonly Field[] }

/** The tables as prisma/schema.prisma has them, in an order in which every parent comes before its children. */
const MODELS: readonly Model[] = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
  ([, name = '', body = '']) => ({
    name: name.charAt(0).toLowerCase() + name.slice(1),
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    fields: [...body.matchAll(/^ {2}(\w+) +((?:BigInt|Int|String|Boolean|DateTime|Json|Float)\b(?:\[\]|\?)?)(.*)$/gm)].map(
      ([, field = '', type = '', rest = '']) => ({
        name: field,
        column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
        type: type.replace('?', ''),
        isUuid: rest.includes('@db.Uuid'),
      }),
    ),
  }),
)
const ID = randomUUID() // the same everywhere: so every reference finds its row

function oddValue({ type, isUuid }: Field): unknown {
  if (isUuid) return ID
  const values: Record<string, unknown> = {
    String: ODD,
    'String[]': [ODD, 'plain'],
    Json: { [ODD]: [ODD, { deep: ODD }] },
    'Int[]': [1],
    ...{ BigInt: 1n, Int: 1, Float: 1, Boolean: true, DateTime: now },
  }
  return values[type]
}

const HOLDS_TEXT = new Set(['String', 'String[]', 'Json'])

describe('every text of every table', () => {
  test.each(MODELS.map((model) => [model.table, model] as const))('%s', async (_, { name, fields }) => {
    const delegate = (history.database as unknown as Record<string, { create(row: object): Promise<Record<string, unknown>> }>)[name]
    const row = await delegate?.create({ data: Object.fromEntries(fields.map((field) => [field.name, oddValue(field)])) })
    for (const field of fields.filter(({ type, isUuid }) => HOLDS_TEXT.has(type) && !isUuid)) {
      const told = JSON.stringify(row?.[field.name])
      expect(told, field.name).toContain(CLEAN)
      expect(told, field.name).not.toMatch(/\\u0000|\\ud800/)
    }
  })

  test('no table or column is left out', async () => {
    const columns = await history.database.$queryRawUnsafe<{ column: string }[]>(
      `SELECT c.relname || '.' || a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'
         AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype)`,
    )
    const tried = MODELS.flatMap(({ table, fields }) =>
      fields.filter(({ type, isUuid }) => HOLDS_TEXT.has(type) && !isUuid).map(({ column }) => `${table}.${column}`),
    )
    expect(tried.length).toBeGreaterThan(60)
    expect(tried.sort()).toEqual(columns.map(({ column }) => column).sort())
  })
})

describe('rows that are written in bulk', () => {
  const run = { repositoryId: 2, ciRunId: 20, attempt: 1, at }
  const test1 = { framework: ODD, testId: ODD, file: ODD, suite: ODD, name: ODD, parameters: ODD }
  const place = { job: ODD, variant: ODD, repetition: 0 }
  const signature = { version: 1, loose: ODD, strict: ODD, fields: { ...SIGNATURE_FIELDS, message: ODD } }
  const key = { testId: ODD, strictSignature: ODD, looseSignature: ODD }

  test('executions, failures, decisions and a healing are stored and found again by the same texts', async () => {
    const { database } = history
    await storeRun(database, { repositoryId: 2, id: 20, headBranch: ODD, actor: ODD, workflowName: ODD })
    const execution = { test: test1, ...place, outcome: 'failed', durationMs: 1, source: 'report' } as const
    expect(await saveExecutions(database, run, [execution])).toBe(1)
    const failure = { test: test1, ...place, failureType: 'assertion_failed', message: ODD, stack: ODD, line: 1, signature } as const
    expect(await saveFailures(database, run, [failure])).toBe(1)
    const { healing } = await joinHealing(database, newHealing({ repositoryId: 2, headBranch: ODD, testedTree: ODD, trigger: ODD }))
    expect(await joinFailures(database, run, healing.id, 1)).toBe(1)
    await transition(database, healing, 'waiting', {
      event: ODD,
      now,
      change: { reason: ODD, result: { text: ODD } },
      detail: { text: ODD },
    })
    const [stored] = await listFailuresOfHealing(database, 2, healing.id)
    expect(stored).toMatchObject({ test: { testId: CLEAN }, message: CLEAN })
    await setVerdicts(database, 2, [{ id: stored?.id ?? '', verdict: { rootCause: ODD } }])
    expect(await listFailuresOfHealing(database, 2, healing.id)).toMatchObject([{ verdict: { rootCause: CLEAN } }])
    expect(await listOutcomesOfHealing(database, healing, 5)).toMatchObject([{ file: CLEAN, testId: CLEAN, outcome: 'failed' }])
    expect(await findEarlierFailures(database, { repositoryId: 2, id: randomUUID() }, [key])).toEqual([])
    const decision = { repositoryId: 2, ...key, signatureVersion: 1, anyValue: false }
    await declineSignature(database, { ...decision, pullNumber: null, declinedBy: ODD, declinedAt: now })
    await declineSignature(database, { ...decision, pullNumber: null, declinedBy: ODD, declinedAt: now })
    expect((await findDeclined(database, 2, [{ ...key, testId: CLEAN, strictSignature: CLEAN }])).size).toBe(1)
    const expiresAt = new Date(now.getTime() + 1_000_000)
    await giveQuarantine(database, {
      ...decision,
      ...{ framework: ODD, owner: ODD, reason: ODD, createdBy: ODD, createdAt: now, expiresAt },
    })
    expect(await listQuarantines(database, 2, now)).toMatchObject([{ testId: CLEAN, reason: CLEAN }])
    const delivery = { id: `${ODD}2`, event: ODD, action: ODD, installationId: 1, repositoryId: 2, payload: ODD, outcome: ODD }
    expect(await recordDeliveries(database, [delivery], now)).toEqual(new Set([`${CLEAN}2`]))
    expect(await recordDeliveries(database, [delivery], now)).toEqual(new Set())
  })

  test('names as long as they may get', async () => {
    // characters of three bytes that no compression makes shorter
    const long = (length: number) =>
      [
        ...randomBytes(2 * length)
          .toString('utf16le')
          .replace(/[\0-\u07ff\p{Surrogate}]/gu, '漢'),
      ]
        .slice(0, length)
        .join('')
    const testId = cleanTestId(long(20_000))
    const identity = { framework: 'jest', testId, file: long(4_000), suite: long(8_000), name: long(8_000), parameters: null }
    const where = { job: jobName(long(2_000)), variant: jobName(long(2_000)), repetition: 0 }
    const { database } = history
    await storeRun(database, { repositoryId: 3, id: 30, headBranch: long(255) })
    const third = { ...run, repositoryId: 3, ciRunId: 30 }
    const execution = { test: identity, ...where, outcome: 'failed', durationMs: 1, source: 'report' } as const
    expect(await saveExecutions(database, third, [execution])).toBe(1)
    const failure = {
      test: identity,
      ...where,
      failureType: 'assertion_failed',
      message: long(10_000),
      stack: '',
      line: 1,
      signature,
    } as const
    expect(await saveFailures(database, third, [failure])).toBe(1)
    const decision = { repositoryId: 3, ...key, testId: identity.testId, signatureVersion: 1, anyValue: false }
    await declineSignature(database, { ...decision, pullNumber: null, declinedBy: 'somebody', declinedAt: now })
    const expiresAt = new Date(now.getTime() + 1_000_000)
    const quarantine = { framework: 'jest', owner: 'somebody', reason: 'a reason', createdBy: 'somebody', createdAt: now, expiresAt }
    await giveQuarantine(database, { ...decision, ...quarantine })
    expect(await listQuarantines(database, 3, now)).toMatchObject([{ testId: identity.testId }])
  })
})
