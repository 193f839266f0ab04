import type { Database } from '../history/connection/database.ts'
import { upsertRepository } from '../history/repositories.ts'
import type { RepositoryEvent } from './event-payloads.ts'

/** Stores an event's repository, so that everything else can refer to it. */
export function saveRepository(database: Database, { repository, installation }: RepositoryEvent, now: Date): Promise<void> {
  const { id, full_name: fullName, private: isPrivate, default_branch: defaultBranch } = repository
  return upsertRepository(database, { id, installationId: installation.id, fullName, defaultBranch: defaultBranch ?? null, isPrivate }, now)
}
