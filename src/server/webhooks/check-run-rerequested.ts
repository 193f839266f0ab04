import { GATE_NAME } from '../effects/check-run.ts'
import { sendGate } from '../heal-steps/gate/send-gate.ts'
import { CheckRunPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import type { Webhook } from './webhook.ts'

/** Somebody runs one of Suture's own checks again: GitHub tells only the App whose check it is. */
export const checkRunRerequested: Webhook = {
  event: 'check_run',
  action: 'rerequested',
  nothingToDo(payload) {
    return CheckRunPayload.parse(payload).check_run.name === GATE_NAME ? null : 'not the gate'
  },
  async record(database, payload, { send, now }) {
    const event = CheckRunPayload.parse(payload)
    await saveRepository(database, event, now())
    return (await sendGate(database, send, event.repository.id, event.check_run.head_sha)) ? 'the gate is judged again' : 'no gate'
  },
}
