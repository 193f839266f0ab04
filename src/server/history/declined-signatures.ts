import { concerns, type FailureOfTest } from '../../model/failure/decided-failure.ts'
import type { Database } from './connection/database.ts'

/** A person's 'no' to a repair of this failure: it is not offered again. */
export type DeclinedSignature = FailureOfTest & {
  readonly repositoryId: number
  readonly signatureVersion: number
  readonly anyValue: boolean
  readonly pullNumber: number | null
  readonly declinedBy: string
  readonly declinedAt: Date
}

/** Remembers a 'no'; said again, the later one counts. */
export async function declineSignature(database: Database, declined: DeclinedSignature): Promise<void> {
  const { repositoryId, testId, strictSignature, ...rest } = declined
  const where = { repositoryId_testId_strictSignature: { repositoryId, testId, strictSignature } }
  await database.declinedSignature.upsert({ where, create: declined, update: rest })
}

/** Of `failures` those to which a person said no. */
export async function findDeclined<Failure extends FailureOfTest>(
  database: Database,
  repositoryId: number,
  failures: readonly Failure[],
): Promise<ReadonlyMap<Failure, DeclinedSignature>> {
  const where = { repositoryId, testId: { in: failures.map(({ testId }) => testId) } }
  const declined = (await database.declinedSignature.findMany({ where })).map((row) => ({ ...row, repositoryId }))
  const found = new Map<Failure, DeclinedSignature>()
  for (const failure of failures) {
    const match = declined.find((one) => concerns(one, failure))
    if (match) found.set(failure, match)
  }
  return found
}
