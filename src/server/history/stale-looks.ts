import { randomUUID } from 'node:crypto'
import type { StaleAnswer } from '../../protocol/stale-answer.ts'
import { StaleJob } from '../../protocol/stale-job.ts'
import type { Database } from './connection/database.ts'
import type { StaleLookModel } from './generated/models/StaleLook.ts'

/** `skipped`: it was due, and `reason` says why it was not made. */
export type StaleLookState = 'dispatching' | 'running' | 'done' | 'failed' | 'skipped'

/** A look at one commit of a pull request for what it declares and no test says anything of. */
export type StaleLook = {
  readonly repositoryId: number
  readonly id: string
  readonly installationId: number
  readonly pullNumber: number
  readonly headSha: string
  readonly state: StaleLookState
  readonly nonce: string
  readonly job: StaleJob
  readonly workflowRunId: number | null
  readonly dispatchedAt: Date | null
  readonly reason: string | null
  readonly createdAt: Date
}

type StaleLookChange = Partial<Pick<StaleLook, 'state' | 'workflowRunId' | 'dispatchedAt' | 'reason'>> & {
  readonly finishedAt?: Date
  readonly answer?: StaleAnswer
  readonly advised?: boolean
}

export async function createStaleLook(database: Database, look: StaleLook): Promise<void> {
  await database.staleLook.create({ data: { ...look } })
}

/** Changes a look that is still in one of these states; whether it was. */
export async function changeStaleLook(
  database: Database,
  { repositoryId, id }: Pick<StaleLook, 'repositoryId' | 'id'>,
  from: readonly StaleLookState[],
  change: StaleLookChange,
): Promise<boolean> {
  const { count } = await database.staleLook.updateMany({ where: { repositoryId, id, state: { in: [...from] } }, data: change })
  return count > 0
}

export async function findStaleLook(database: Database, repositoryId: number, id: string): Promise<StaleLook | null> {
  const row = await database.staleLook.findUnique({ where: { repositoryId_id: { repositoryId, id } } })
  return row && toStaleLook(row)
}

export async function findStaleLookOf(
  database: Database,
  { repositoryId, pullNumber, headSha }: Pick<StaleLook, 'repositoryId' | 'pullNumber' | 'headSha'>,
): Promise<StaleLook | null> {
  const row = await database.staleLook.findFirst({ where: { repositoryId, pullNumber, headSha } })
  return row && toStaleLook(row)
}

/** The look that a run belongs to: by its id, or by the nonce in its name. */
export async function findStaleLookOfRun(
  database: Database,
  repositoryId: number,
  run: number,
  nonce: string | null,
): Promise<StaleLook | null> {
  const row = await database.staleLook.findFirst({
    where: { repositoryId, OR: [{ workflowRunId: run }, ...(nonce === null ? [] : [{ nonce }])] },
  })
  return row && toStaleLook(row)
}

/** Whether the comment of a pull request is advice now: it was given, and no failure was answered since. */
export async function showsAdvice(database: Database, repositoryId: number, pullNumber: number): Promise<boolean> {
  const advice = await database.staleLook.findFirst({
    where: { repositoryId, pullNumber, state: 'done' },
    orderBy: { finishedAt: 'desc' },
  })
  const answered = await hadFailures(database, repositoryId, pullNumber, advice?.createdAt)
  return advice?.advised === true && !answered
}

/** Whether a failure of a pull request was looked at, since some time. */
export async function hadFailures(database: Database, repositoryId: number, pullNumber: number, since?: Date): Promise<boolean> {
  const where = { repositoryId, pullNumber, ...(since === undefined ? {} : { createdAt: { gt: since } }) }
  return (await database.healing.count({ where })) > 0
}

export function newStaleLookId(): string {
  return randomUUID()
}

function toStaleLook(row: StaleLookModel): StaleLook {
  const { id, headSha, nonce, dispatchedAt, reason, createdAt, pullNumber } = row
  return {
    ...{ repositoryId: Number(row.repositoryId), id, installationId: Number(row.installationId), pullNumber, headSha, nonce },
    state: row.state as StaleLookState,
    job: StaleJob.parse(row.job),
    workflowRunId: row.workflowRunId === null ? null : Number(row.workflowRunId),
    ...{ dispatchedAt, reason, createdAt },
  }
}
