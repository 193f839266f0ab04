import type { Database } from './connection/database.ts'

/** Test cases, by their ids: what one was called before, and what it is called now. */
export type CaseMove = { readonly from: string; readonly to: string }

/** Gives the executions, their sums and the failures of tests that were renamed to their new names; an old name that keeps nothing goes. */
export async function moveHistory(database: Database, repositoryId: number, moves: readonly CaseMove[]): Promise<void> {
  if (moves.length === 0) return
  const from = moves.map((move) => move.from)
  const to = moves.map((move) => move.to)
  await database.$executeRaw`
    UPDATE test_case n SET first_seen_at = least(n.first_seen_at, o.first_seen_at)
    FROM unnest(${from}::uuid[], ${to}::uuid[]) AS m (old, new), test_case o
    WHERE n.repository_id = ${repositoryId}::bigint AND o.repository_id = n.repository_id AND n.test_case_id = m.new AND o.test_case_id = m.old`
  for (const table of ['test_execution', 'test_failure', 'significant_execution']) {
    // what the new name has of the same run stays, and so does the old name's
    await database.$executeRawUnsafe(
      `UPDATE ${table} e SET test_case_id = m.new FROM unnest($2::uuid[], $3::uuid[]) AS m (old, new)
       WHERE e.repository_id = $1::bigint AND e.test_case_id = m.old
         AND EXISTS (SELECT 1 FROM test_case c WHERE c.repository_id = e.repository_id AND c.test_case_id = m.new)
         AND NOT EXISTS (SELECT 1 FROM ${table} x WHERE x.repository_id = e.repository_id AND x.test_case_id = m.new
           AND x.ci_run_id = e.ci_run_id AND x.attempt = e.attempt AND x.job = e.job AND x.variant = e.variant AND x.repetition = e.repetition)`,
      repositoryId,
      from,
      to,
    )
  }
  // a day that has both names is counted anew with the run that showed the rename
  await database.$executeRaw`
    UPDATE test_period p SET test_case_id = m.new FROM unnest(${from}::uuid[], ${to}::uuid[]) AS m (old, new)
    WHERE p.repository_id = ${repositoryId}::bigint AND p.test_case_id = m.old
      AND EXISTS (SELECT FROM test_case c WHERE c.repository_id = p.repository_id AND c.test_case_id = m.new)
      AND NOT EXISTS (SELECT FROM test_period x WHERE x.repository_id = p.repository_id AND x.test_case_id = m.new AND x.period_start = p.period_start)`
  await database.$executeRaw`
    DELETE FROM test_case c WHERE c.repository_id = ${repositoryId}::bigint AND c.test_case_id = ANY(${from}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM test_execution e WHERE e.repository_id = c.repository_id AND e.test_case_id = c.test_case_id)
      AND NOT EXISTS (SELECT 1 FROM test_failure f WHERE f.repository_id = c.repository_id AND f.test_case_id = c.test_case_id)`
}
