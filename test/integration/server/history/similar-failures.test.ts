import { afterAll, beforeAll, expect, test } from 'vitest'
import { withSimilarFailures } from '../../../../src/server/heal-steps/similar-failures.ts'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { joinHealing } from '../../../../src/server/history/healings/join-healing.ts'
import { decidePullRequest, savePullRequest } from '../../../../src/server/history/healings/pull-request-outcomes.ts'
import { saveRepairs } from '../../../../src/server/history/healings/repairs.ts'
import { giveQuarantine } from '../../../../src/server/history/quarantines.ts'
import { findEarlierFailures } from '../../../../src/server/history/similar-failures.ts'
import { joinFailures, listFailuresOfHealing, saveFailures, setVerdicts } from '../../../../src/server/history/test-failures.ts'
import { answer } from '../../../server/render/answers.ts'
import { newHealing, SIGNATURE_FIELDS, storeRun } from '../../../support/stored-run.ts'

let history: History
const day = (number: number) => new Date(`2026-11-${String(number).padStart(2, '0')}T10:00:00Z`)
const TEST = 'a.py::total'

beforeAll(() => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
})
afterAll(() => history.close())

type Failed = { readonly repositoryId?: number; readonly testId?: string; readonly strict: string; readonly jobs?: readonly string[] }

/** One healing with one failing test, a day each, answered unless `verdict` is null. */
async function healed(
  number: number,
  { repositoryId = 1, testId = TEST, strict, jobs = ['test'] }: Failed,
  verdict: string | null = 'flaky',
) {
  const at = day(number)
  const run = { repositoryId, ciRunId: number, attempt: 1 }
  await storeRun(history.database, { repositoryId, id: number, startedAt: at })
  const identity = { framework: 'pytest', testId, file: 'a.py', suite: '', name: testId, parameters: null }
  const failures = jobs.map((job) => ({
    ...{ test: identity, job, variant: '', repetition: 0, failureType: 'assertion_failed' as const, message: 'm', stack: '', line: 1 },
    signature: { version: 1, loose: strict.slice(0, 1), strict, fields: SIGNATURE_FIELDS },
  }))
  await saveFailures(history.database, { ...run, at }, failures)
  const headSha = String(number).padStart(40, '0')
  const { healing } = await history.transaction((database) =>
    joinHealing(database, newHealing({ repositoryId, headSha, pullNumber: number })),
  )
  await joinFailures(history.database, run, healing.id, 1)
  for (const { id } of verdict === null ? [] : await listFailuresOfHealing(history.database, repositoryId, healing.id))
    await setVerdicts(history.database, repositoryId, [{ id, verdict: { verdict, confidence: 1, rootCause: `cause ${number}` } }])
  return healing
}

test('an answer comes with the earlier failures of its signature in this repository, and what became of them', async () => {
  const merged = await healed(1, { strict: 'x1', jobs: ['a', 'b'] }, 'obsolete_test')
  const repair = { strategy: 'rename_symbol', tier: 'A', oracle: 'preserved', origin: 'rule', confidence: 0.9 } as const
  await saveRepairs(history.database, merged, [
    {
      ...repair,
      repositoryId: 1,
      healingId: merged.id,
      generation: 1,
      testIds: [TEST],
      strictSignatures: ['x1'],
      offered: true,
      reason: null,
      detail: {},
      pullNumber: 50,
    },
  ])
  const opened = { repositoryId: 1, healingId: merged.id, generation: 1, branch: 'h', baseBranch: 'main', headSha: 'b', openedAt: day(1) }
  await savePullRequest(history.database, { ...opened, pullNumber: 50 })
  await decidePullRequest(history.database, 1, 50, { outcome: 'merged', by: 'mona', at: day(2) })
  await healed(2, { strict: 'x2' })
  await giveQuarantine(history.database, {
    ...{
      repositoryId: 1,
      testId: TEST,
      framework: 'pytest',
      signatureVersion: 1,
      strictSignature: 'x2',
      looseSignature: 'x',
      anyValue: false,
    },
    ...{ owner: 'mona', reason: 'r', createdBy: 'mona', createdAt: day(3), expiresAt: day(20) },
  })
  await healed(3, { strict: 'x1', testId: 'b.py::other' })
  await healed(4, { strict: 'x1' }, null)
  await healed(5, { strict: 'y1' })
  await healed(6, { repositoryId: 2, strict: 'x1' })
  const now = await healed(7, { strict: 'x1' })

  const [found] = await withSimilarFailures(history.database, now, [answer({ testId: TEST })])
  expect(found?.similarFailures).toEqual([
    {
      ...{ testId: TEST, at: day(1).toISOString(), exact: true, headSha: '1'.padStart(40, '0'), pullNumber: 1, verdict: 'obsolete_test' },
      ...{ rootCause: 'cause 1', fate: { outcome: 'merged', pullNumber: 50 } },
    },
    expect.objectContaining({ testId: 'b.py::other', exact: true, rootCause: 'cause 3', fate: { outcome: 'none', pullNumber: null } }),
    expect.objectContaining({ testId: TEST, exact: false, rootCause: 'cause 2', fate: { outcome: 'quarantined', pullNumber: null } }),
  ])
})

test('a failure that was never seen before comes alone', async () => {
  const healing = await healed(8, { strict: 'z1' })
  const asked = [answer({ testId: TEST })]
  expect(await withSimilarFailures(history.database, healing, asked)).toEqual(asked)
})

test('the same failure of long ago is found behind many of the same kind', async () => {
  await healed(9, { strict: 'q-old' })
  await storeRun(history.database, { id: 900 })
  for (let number = 10; number < 12; number += 1)
    await healed(number, { strict: `q-${number}`, jobs: Array.from({ length: 15 }, (_, index) => `leg ${index}`) })
  const found = await findEarlierFailures(history.database, { repositoryId: 1, id: '00000000-0000-4000-8000-000000000000' }, [
    { strictSignature: 'q-old', looseSignature: 'q' },
  ])
  expect(found.map(({ strictSignature }) => strictSignature)).toEqual(['q-11', 'q-10', 'q-old'])
})

test('both keys of a signature are looked up in the index made for them', async () => {
  const plan = await history.transaction(async (database) => {
    await database.$executeRaw`SET LOCAL enable_seqscan = off`
    return database.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT * FROM test_failure WHERE repository_id = 1 AND loose_signature = 'x' ORDER BY at DESC LIMIT 20`
  })
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(
    /Index Scan Backward using test_failure_repository_id_loose_signature_at_idx/,
  )
})
