import { z } from 'zod'
import { deleteInstallation, findInstallation } from '../history/installations.ts'
import { InstallationPayload, RepositoryPayload } from './installation-payload.ts'
import { saveInstallation } from './save-installation.ts'
import type { Webhook } from './webhook.ts'

const Payload = z.object({ action: z.string(), installation: InstallationPayload, repositories: z.array(RepositoryPayload).default([]) })

/** Created, deleted, suspended, unsuspended, or given other permissions. */
export const installation: Webhook = {
  event: 'installation',
  async record(database, payload, { now }) {
    const { action, installation: told, repositories } = Payload.parse(payload)
    if (action === 'deleted') {
      await deleteInstallation(database, told.id, now())
      return 'installation deleted'
    }
    // An id is never given twice, so whatever comes after the deletion is late
    const known = await findInstallation(database, told.id)
    if (known?.deletedAt) return 'late: the installation was deleted'
    await saveInstallation(database, told, repositories, now())
    return `installation ${action}`
  },
}
