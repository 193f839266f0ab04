import { z } from 'zod'
import { findInstallation } from '../history/installations.ts'
import { removeRepositories } from '../history/repositories.ts'
import { InstallationPayload, RepositoryPayload } from './installation-payload.ts'
import { saveInstallation } from './save-installation.ts'
import type { Webhook } from './webhook.ts'

const Payload = z.object({
  installation: InstallationPayload,
  repositories_added: z.array(RepositoryPayload),
  repositories_removed: z.array(z.object({ id: z.number().int().positive() })),
})

/** Repositories given to the App or taken from it. */
export const installationRepositories: Webhook = {
  event: 'installation_repositories',
  async record(database, payload, { now }) {
    const { installation, repositories_added: added, repositories_removed: removed } = Payload.parse(payload)
    const known = await findInstallation(database, installation.id)
    if (known?.deletedAt) return 'late: the installation was deleted'
    await saveInstallation(database, installation, added, now())
    await removeRepositories(
      database,
      removed.map(({ id }) => id),
      now(),
    )
    return `${added.length} added, ${removed.length} removed`
  },
}
