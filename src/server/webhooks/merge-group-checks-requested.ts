import { sendGate } from '../heal-steps/gate/send-gate.ts'
import { MergeGroupPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import type { Webhook } from './webhook.ts'

/** A merge queue wants to know whether a group may be merged: its gate begins. */
export const mergeGroupChecksRequested: Webhook = {
  event: 'merge_group',
  action: 'checks_requested',
  async record(database, payload, { send, now }) {
    const event = MergeGroupPayload.parse(payload)
    await saveRepository(database, event, now())
    return (await sendGate(database, send, event.repository.id, event.merge_group.head_sha)) ? 'the gate is judged' : 'no gate'
  },
}
