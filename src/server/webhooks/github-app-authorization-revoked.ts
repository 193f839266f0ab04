import { z } from 'zod'
import { endSessionsOfUser } from '../history/access/user-sessions.ts'
import type { Webhook } from './webhook.ts'

const Payload = z.object({ sender: z.object({ id: z.number().int() }) })

/** A person takes the App's right to act for them back: every App is told, whatever it subscribes to. */
export const githubAppAuthorizationRevoked: Webhook = {
  event: 'github_app_authorization',
  action: 'revoked',
  async record(database, payload) {
    return `${await endSessionsOfUser(database, Payload.parse(payload).sender.id)} sessions ended`
  },
}
