import type { Database } from '../history/connection/database.ts'
import { upsertInstallation } from '../history/installations.ts'
import { upsertRepository } from '../history/repositories.ts'
import type { InstallationPayload, RepositoryPayload } from './installation-payload.ts'

/** Stores an installation, and the repositories that an event names. */
export async function saveInstallation(
  database: Database,
  installation: InstallationPayload,
  repositories: readonly RepositoryPayload[],
  now: Date,
): Promise<void> {
  const { id, account, permissions, events, suspended_at } = installation
  const suspendedAt = suspended_at ? new Date(suspended_at) : null
  await upsertInstallation(database, { id, accountLogin: account.login, accountType: account.type, permissions, events, suspendedAt }, now)
  for (const repository of repositories) {
    const { id: repositoryId, full_name, private: isPrivate, default_branch } = repository
    const row = { id: repositoryId, installationId: id, fullName: full_name, defaultBranch: default_branch ?? null, isPrivate }
    await upsertRepository(database, row, now)
  }
}
