import type { Database } from '../connection/database.ts'
import { type Healing, toHealing } from '../healings/healing.ts'
import type { HealingState } from '../healings/healing-state.ts'

export type HealingsAsked = {
  readonly limit: number
  /** `createdAt` and `id` of the last one seen. */
  readonly cursor?: readonly [string, string] | undefined
  readonly headSha?: string | undefined
  readonly pullNumber?: number | undefined
  readonly state?: HealingState | undefined
}

/** A repository's healings, newest first; one more than `limit`. */
export async function listHealingPage(database: Database, repositoryId: number, asked: HealingsAsked): Promise<readonly Healing[]> {
  const { limit, cursor, headSha, pullNumber, state } = asked
  const after = cursor ? [{ OR: [{ createdAt: { lt: cursor[0] } }, { createdAt: cursor[0], id: { lt: cursor[1] } }] }] : []
  const rows = await database.healing.findMany({
    where: {
      ...{ repositoryId, AND: after },
      ...(headSha === undefined ? {} : { headSha }),
      ...(pullNumber === undefined ? {} : { pullNumber }),
      ...(state === undefined ? {} : { state }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  return rows.map(toHealing)
}

type FailedWhere = { readonly repositoryId: number; readonly headSha?: string | undefined; readonly pullNumber?: number | undefined }

/** The newest healing of a repository, commit or pull request in which all of these tests failed; with no test, the newest. */
export async function findFailedHealing(
  database: Database,
  { repositoryId, headSha, pullNumber }: FailedWhere,
  testIds: readonly string[],
): Promise<Healing | null> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT h.healing_id AS id FROM healing h
    WHERE h.repository_id = ${repositoryId}::bigint AND (${headSha ?? null}::text IS NULL OR h.head_sha = ${headSha ?? null})
      AND (${pullNumber ?? null}::int IS NULL OR h.pull_number = ${pullNumber ?? null})
      AND NOT EXISTS (SELECT FROM unnest(${[...testIds]}::text[]) AS asked(test_id) WHERE NOT EXISTS (
        SELECT FROM test_case c JOIN test_failure f ON f.repository_id = c.repository_id AND f.test_case_id = c.test_case_id
        WHERE c.repository_id = h.repository_id AND c.test_id = asked.test_id AND f.healing_id = h.healing_id))
    ORDER BY h.created_at DESC, h.healing_id DESC LIMIT 1`
  const [row] = rows
  if (!row) return null
  return toHealing(await database.healing.findUniqueOrThrow({ where: { repositoryId_id: { repositoryId, id: row.id } } }))
}
