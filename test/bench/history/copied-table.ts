import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { testCaseId } from '../../../src/server/history/test-case-id.ts'
import type { SimulatedRun } from './simulated-runs.ts'

/**
 * The yardstick: the same rows by COPY, from a file that the database reads itself, into a table like `test_execution`, with the same
 * key, index and a partition of its own for the day; and into one without key and index. The rows go again after each day.
 */
export async function openCopiedTable(url: string) {
  const folder = await mkdtemp(join(tmpdir(), 'suture-copy-'))
  await chmod(folder, 0o755)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('CREATE TABLE copied (LIKE test_execution INCLUDING ALL) PARTITION BY RANGE (at)')
  await client.query('CREATE TABLE copied_heap (LIKE test_execution INCLUDING DEFAULTS)')
  const timed = async (sql: string) => {
    const from = performance.now()
    await client.query(sql)
    return performance.now() - from
  }
  return {
    /** Milliseconds for a day's rows. */
    async copy(runs: readonly SimulatedRun[]): Promise<{ readonly like: number; readonly heap: number }> {
      const file = join(folder, 'rows')
      const lines = runs.flatMap(({ id, at, executions }) =>
        executions.map((one) =>
          [1, id, 1, one.job, one.variant, testCaseId(one.test), 0, at.toISOString(), one.outcome, one.durationMs, one.source].join('\t'),
        ),
      )
      await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o644 })
      await client.query('CREATE TABLE copied_day PARTITION OF copied DEFAULT')
      const like = await timed(`COPY copied FROM '${file}'`)
      const heap = await timed(`COPY copied_heap FROM '${file}'`)
      await client.query('DROP TABLE copied_day')
      await client.query('TRUNCATE copied_heap')
      return { like, heap }
    },
    async close(): Promise<void> {
      await client.query('DROP TABLE copied, copied_heap')
      await client.end()
      await rm(folder, { recursive: true })
    },
  }
}
