import type { Database } from '../connection/database.ts'
import { keepLast } from '../periods/significant-executions.ts'
import { dropPartition, listPartitionsBefore } from './partitions.ts'

const DAY_MS = 86_400_000

/** `history`: as long as HISTORY_RETENTION_DAYS says. A number: that many days. */
type Rule = { readonly days: number | 'history'; readonly column: string; readonly only?: string } | { readonly with: string }

/** How long each table keeps a row, counted from `column`. `with`: rows go together with those of another table, by foreign key. */
export const RETENTION: Readonly<Record<string, Rule>> = {
  delivery: { days: 30, column: 'received_at' },
  installation: { days: 30, column: 'deleted_at' },
  repository: { days: 30, column: 'removed_at' },
  ci_run: { days: 365, column: 'started_at' },
  job: { with: 'ci_run' },
  test_execution: { days: 'history', column: 'at' },
  significant_execution: { days: 365, column: 'at' },
  test_period: { days: 366, column: 'period_start' },
  test_summary: { with: 'test_case' },
  repository_period: { days: 366, column: 'period_start' },
  test_failure: { days: 365, column: 'at' },
  test_case: { days: 366, column: 'last_seen_at' },
  healing: { days: 730, column: 'created_at', only: 'finished_at IS NOT NULL' },
  healing_event: { with: 'healing' },
  repair: { with: 'healing' },
  pull_request_outcome: { with: 'healing' },
  quarantine: { days: 365, column: 'expires_at' },
  hunt: { days: 365, column: 'created_at' },
  stale_look: { days: 365, column: 'created_at' },
  flaky_finding: { with: 'hunt' },
  maintenance_pull: { days: 730, column: 'opened_at' },
  code_marker: { days: 730, column: 'created_at' },
  gate: { days: 60, column: 'first_seen_at' },
  predictor: { days: 365, column: 'updated_at' },
  prediction: { days: 365, column: 'made_at' },
  declined_signature: { days: 365, column: 'declined_at' },
  api_token: { days: 30, column: 'expires_at' },
  user_session: { days: 1, column: 'expires_at' },
  performance_regression: { days: 365, column: 'updated_at' },
  audit: { days: 730, column: 'at' },
}

/** Deletes what is older than its table's rule and returns how many rows went from each table. One call is one pass over all tables. */
export async function applyRetention(database: Database, now: Date, historyDays: number): Promise<Readonly<Record<string, number>>> {
  const deleted: Record<string, number> = {}
  for (const [table, rule] of Object.entries(RETENTION)) {
    if ('with' in rule) continue
    const days = rule.days === 'history' ? historyDays : rule.days
    const cutoff = new Date(now.getTime() - days * DAY_MS)
    if (table === 'test_execution') await dropDays(database, cutoff)
    if (table === 'repository') await dropExecutionsOfRemoved(database, cutoff)
    const from = table === 'test_execution' ? 'test_execution_default' : table
    const condition = rule.only ? ` AND ${rule.only}` : ''
    deleted[table] = await database.$executeRawUnsafe(`DELETE FROM "${from}" WHERE "${rule.column}" < $1${condition}`, cutoff)
  }
  return deleted
}

async function dropDays(database: Database, cutoff: Date): Promise<void> {
  for (const name of await listPartitionsBefore(database, cutoff)) await dropPartition(database, name, keepLast(name))
}

/** Tables of masses of rows have no foreign keys, whose checks would cost more than the rows: nothing cascades to them. */
async function dropExecutionsOfRemoved(database: Database, cutoff: Date): Promise<void> {
  for (const table of ['test_execution', 'significant_execution', 'test_period'])
    await database.$executeRawUnsafe(
      `DELETE FROM ${table} WHERE repository_id IN (SELECT repository_id FROM repository WHERE removed_at < $1)`,
      cutoff,
    )
}
