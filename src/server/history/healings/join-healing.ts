import { randomUUID } from 'node:crypto'
import type { Database } from '../connection/database.ts'
import { type FailedCheck, type Healing, toHealing } from './healing.ts'
import { recordHealingEvent } from './healing-events.ts'
import { takesFailures } from './healing-state.ts'

export type NewHealing = Pick<
  Healing,
  | 'repositoryId'
  | 'installationId'
  | 'testedTree'
  | 'attempt'
  | 'trigger'
  | 'headSha'
  | 'headBranch'
  | 'headRepositoryId'
  | 'baseSha'
  | 'mergeHeadSha'
  | 'mergeBaseSha'
  | 'pullNumber'
  | 'waitUntil'
> & { readonly checks: readonly FailedCheck[] }

/** `created`: it is new. `joined`: its failures are still taken. `late`: it was dispatched or is over, so only its next generation takes them. */
export type JoinedHealing = { readonly kind: 'created' | 'joined' | 'late'; readonly healing: Healing }

/**
 * Makes the healing of a tested tree and attempt, or joins the one that is there, adding `checks` to its own.
 * In one transaction with the job that works on: of any number of calls at once, exactly one creates.
 */
export async function joinHealing(database: Database, wanted: NewHealing): Promise<JoinedHealing> {
  const { repositoryId, testedTree, attempt, checks, ...rest } = wanted
  const key = { repositoryId, testedTree, attempt }
  const row = { id: randomUUID(), ...key, ...rest, state: 'received', checks: checks.map((check) => ({ ...check })) }
  const { count } = await database.healing.createMany({ data: [row], skipDuplicates: true })
  const found = await lockHealing(database, key)
  if (count === 1) {
    await recordHealingEvent(database, { healing: found, from: null, to: 'received', event: wanted.trigger, detail: {} })
    return { kind: 'created', healing: found }
  }
  const known = new Set(found.checks.map(({ checkRunId }) => checkRunId))
  const added = checks.filter(({ checkRunId }) => !known.has(checkRunId))
  const all = [...found.checks, ...added].map((check) => ({ ...check }))
  const updated = added.length === 0 ? found : await addChecks(database, found, all)
  return { kind: takesFailures(found.state) ? 'joined' : 'late', healing: updated }
}

async function addChecks(database: Database, { repositoryId, id }: Healing, checks: FailedCheck[]): Promise<Healing> {
  return toHealing(await database.healing.update({ where: { repositoryId_id: { repositoryId, id } }, data: { checks } }))
}

/** Holds the row to the end of the transaction: it can't be dispatched between the look at its state and the joining. */
async function lockHealing(database: Database, key: { repositoryId: number; testedTree: string; attempt: number }): Promise<Healing> {
  await database.$queryRaw`
    SELECT 1 FROM healing WHERE repository_id = ${key.repositoryId}::bigint AND tested_tree = ${key.testedTree}
      AND attempt = ${key.attempt}::int FOR UPDATE`
  return toHealing(await database.healing.findUniqueOrThrow({ where: { repositoryId_testedTree_attempt: key } }))
}
