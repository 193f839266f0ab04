import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { History } from '../../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../../src/server/history/connection/open-history.ts'
import { joinHealing } from '../../../../../src/server/history/healings/join-healing.ts'
import { aggregate } from '../../../../../src/server/history/periods/aggregate.ts'
import { saveExecutions } from '../../../../../src/server/history/test-executions.ts'
import { joinFailures, saveFailures } from '../../../../../src/server/history/test-failures.ts'
import { exportHistory, importHistory } from '../../../../../src/server/history/transfer/transfer-files.ts'
import { newHealing, SIGNATURE_FIELDS, storeRun } from '../../../../support/stored-run.ts'

const url = () => process.env['DATABASE_URL'] ?? ''
let history: History
let folder: string
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  history = openHistory(url())
  folder = await mkdtemp(join(tmpdir(), 'suture-transfer-'))
})

afterAll(async () => {
  await history.close()
  await rm(folder, { recursive: true })
})

const place = () => ({ databaseUrl: url(), history })
const linesOf = async (name: string) => (await readFile(file(name), 'utf8')).trimEnd().split('\n')

async function fill(repositoryId: number): Promise<void> {
  const at = new Date('2026-11-20T10:00:00.123Z')
  const run = await storeRun(history.database, { repositoryId, id: 2 ** 52 + 1, startedAt: at, ingestedAt: at })
  const tests = ['a', 'bé"\\\n{}', 'c'].map((name) => {
    return { framework: 'pytest', testId: `a.py::${name}`, file: 'a.py', suite: '', name, parameters: null }
  })
  const [row, executed] = [
    { job: '', variant: '', repetition: 0 },
    { repositoryId, ciRunId: run.id, attempt: 1, at },
  ]
  const outcomes = ['passed', 'failed', 'skipped'] as const
  const executions = tests.map((one, index) => ({
    ...{ test: one, ...row, outcome: outcomes[index] ?? 'passed', durationMs: 0.1 + index, source: 'report' as const },
  }))
  await saveExecutions(history.database, executed, executions)
  const signature = { version: 1, loose: 'l', strict: 's', fields: SIGNATURE_FIELDS }
  const failures = tests.slice(1, 2).map((one) => ({ test: one, ...row, message: 'assert\t1', stack: '', line: 3, signature }))
  await saveFailures(
    history.database,
    executed,
    failures.map((one) => ({ ...one, failureType: 'assertion_failed' as const })),
  )
  const { healing } = await history.transaction((database) => joinHealing(database, newHealing({ repositoryId })))
  await joinFailures(history.database, { repositoryId, ciRunId: run.id, attempt: 1 }, healing.id, 1)
  await aggregate(history, repositoryId, 'daily', at, new AbortController().signal)
}

test('what is exported, taken away and imported is exported again as it was, and nothing of another repository', async () => {
  await fill(1)
  await fill(2)
  await exportHistory(place(), 'Octo/R1', file('first.jsonl'))
  const [head, ...rows] = await linesOf('first.jsonl')
  expect(JSON.parse(head ?? '')).toMatchObject({ suture: 'export', version: 1, repository: 'octo/r1', repositoryId: 1 })
  const tables = rows.map((row) => (JSON.parse(row) as { table: string }).table)
  const filled = ['repository', 'ci_run', 'test_case', 'test_execution', 'test_failure', 'healing', 'test_period', 'significant_execution']
  expect(new Set(tables)).toEqual(new Set([...filled, 'repository_period', 'test_summary', 'healing_event']))
  expect(rows.every((row) => row.includes('"repository_id":1,'))).toBe(true)
  await history.database.$executeRaw`DELETE FROM repository WHERE repository_id = 1`
  for (const table of ['test_execution', 'test_period', 'significant_execution'])
    await history.database.$executeRawUnsafe(`DELETE FROM ${table} WHERE repository_id = 1`)
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await importHistory(place(), file('first.jsonl'))
  await importHistory(place(), file('first.jsonl'))
  expect(said.mock.calls.map(([text]) => /test_execution: \d/.exec(String(text))?.[0])).toEqual(['test_execution: 3', 'test_execution: 0'])
  said.mockRestore()
  await exportHistory(place(), 'octo/r1', file('second.jsonl'))
  expect((await linesOf('second.jsonl')).slice(1).sort()).toEqual(rows.toSorted())
  const days = await history.database.$queryRaw`SELECT DISTINCT tableoid::regclass::text AS name FROM test_execution`
  expect(days).toEqual([{ name: 'test_execution_y2026m11d20' }])
})

const refused: readonly (readonly [string, (lines: string[]) => string[], object])[] = [
  ['no export', () => ['{"a":1}'], { code: 'not_an_export', message: 'line 1 is no line of an export' }],
  ['a table that does not belong to repositories', (all) => [...all, '{"table":"delivery","row":{"id":"1"}}'], { code: 'not_an_export' }],
  [
    'rows of another repository',
    (all) => all.map((line) => line.replace('"repository_id":1,', '"repository_id":2,')),
    { code: 'other_repository' },
  ],
  ['a file of a newer version', ([head = '']) => [head.replace(/"migration":"\d+/, '"migration":"9999')], { code: 'newer_export' }],
]

test.each(refused)('%s is refused, and nothing of it is stored', async (_, change, error) => {
  await exportHistory(place(), 'octo/r1', file('whole.jsonl'))
  await history.database.$executeRaw`DELETE FROM test_execution WHERE repository_id = 1`
  await writeFile(file('changed.jsonl'), change(await linesOf('whole.jsonl')).join('\n'))
  await expect(importHistory(place(), file('changed.jsonl'))).rejects.toMatchObject(error)
  expect(await history.database.testExecution.count({ where: { repositoryId: 1 } })).toBe(0)
})

test('a repository that nobody knows, and a file that is not there, are said', async () => {
  await expect(exportHistory(place(), 'octo/none', file('none'))).rejects.toMatchObject({ code: 'unknown_repository' })
  await expect(importHistory(place(), file('missing'))).rejects.toMatchObject({ code: 'no_file' })
})
