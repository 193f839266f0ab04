import { z } from 'zod'
import { Verdict } from '../../model/verdict.ts'
import type { Database } from './connection/database.ts'
import type { HealingKey } from './healings/healing.ts'
import type { PullOutcome } from './healings/pull-request-outcomes.ts'

/** An earlier failure with one of the given signatures, its answer, and the outcome of that answer. */
export type EarlierFailure = {
  readonly looseSignature: string
  readonly strictSignature: string
  readonly testId: string
  readonly at: Date
  readonly headSha: string
  readonly pullNumber: number | null
  readonly verdict: Verdict
  readonly rootCause: string
  /** The repair's pull request, where one was opened for this test. */
  readonly repair: { readonly pullNumber: number; readonly outcome: PullOutcome } | null
  /** A person muted it after this answer. */
  readonly isQuarantined: boolean
}

export type SignaturePair = Pick<EarlierFailure, 'looseSignature' | 'strictSignature'>

const MOST = 20 // rows read for each key of a signature: the legs of a matrix fail alike, and only a few are shown

/** What is stored of an answer; those of before it was stored whole have no cause. */
const StoredVerdict = z.object({ verdict: Verdict, rootCause: z.string().default('') })

type Row = Omit<EarlierFailure, 'verdict' | 'rootCause' | 'repair' | 'isQuarantined'> & {
  readonly stored: unknown
  readonly repairPull: number | null
  readonly repairOutcome: PullOutcome | null
  readonly isQuarantined: boolean
}

/**
 * Answered failures of this repository's other healings with one of these signatures, the strict or only the loose one: one for each
 * test and healing, newest first. Reads at most 20 rows for each key, through the index on it.
 */
export async function findEarlierFailures(
  database: Database,
  { repositoryId, id }: HealingKey,
  signatures: readonly SignaturePair[],
): Promise<readonly EarlierFailure[]> {
  if (signatures.length === 0) return []
  const strict = signatures.map(({ strictSignature }) => strictSignature)
  const loose = signatures.map(({ looseSignature }) => looseSignature)
  const rows = await database.$queryRaw<Row[]>`
    SELECT f.loose_signature AS "looseSignature", f.strict_signature AS "strictSignature", t.test_id AS "testId", f.at,
      h.head_sha AS "headSha", h.pull_number AS "pullNumber", f.verdict AS stored,
      p.pull_number AS "repairPull", p.outcome AS "repairOutcome",
      EXISTS (SELECT FROM quarantine q WHERE q.repository_id = f.repository_id AND q.test_id = t.test_id AND q.created_at >= f.at
        AND (q.strict_signature = f.strict_signature OR (q.any_value AND q.loose_signature = f.loose_signature))) AS "isQuarantined"
    FROM (
      SELECT DISTINCT ON (seen.healing_id, seen.test_case_id, seen.loose_signature) seen.*
      FROM unnest(${strict}::text[], ${loose}::text[]) AS asked(strict, loose)
      CROSS JOIN LATERAL (
        (SELECT * FROM test_failure WHERE repository_id = ${repositoryId}::bigint AND strict_signature = asked.strict
          AND healing_id IS NOT NULL AND healing_id <> ${id}::uuid AND verdict IS NOT NULL ORDER BY at DESC LIMIT ${MOST})
        UNION ALL
        (SELECT * FROM test_failure WHERE repository_id = ${repositoryId}::bigint AND loose_signature = asked.loose
          AND healing_id IS NOT NULL AND healing_id <> ${id}::uuid AND verdict IS NOT NULL ORDER BY at DESC LIMIT ${MOST})
      ) AS seen
      ORDER BY seen.healing_id, seen.test_case_id, seen.loose_signature, seen.strict_signature = ANY (${strict}::text[]) DESC, seen.at DESC
    ) AS f
    JOIN test_case t ON t.repository_id = f.repository_id AND t.test_case_id = f.test_case_id
    JOIN healing h ON h.repository_id = f.repository_id AND h.healing_id = f.healing_id
    LEFT JOIN LATERAL (
      SELECT o.pull_number, o.outcome FROM repair r
      JOIN pull_request_outcome o ON o.repository_id = r.repository_id AND o.pull_number = r.pull_number
      WHERE r.repository_id = f.repository_id AND r.healing_id = f.healing_id AND r.offered AND t.test_id = ANY (r.test_ids)
      ORDER BY o.opened_at DESC LIMIT 1
    ) AS p ON true
    ORDER BY f.at DESC, t.test_id`
  return rows.flatMap(({ stored, repairPull, repairOutcome, ...row }) => {
    const answer = StoredVerdict.safeParse(stored)
    if (!answer.success) return []
    const repair = repairPull === null || repairOutcome === null ? null : { pullNumber: repairPull, outcome: repairOutcome }
    return [{ ...row, ...answer.data, repair }]
  })
}
