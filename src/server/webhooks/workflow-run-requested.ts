import { isOwnRun } from '../github/own-work.ts'
import { sendGate } from '../heal-steps/gate/send-gate.ts'
import { WorkflowRunPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import type { Webhook } from './webhook.ts'

/** A run begins again: the gate, which may have been judged, waits for it. A first attempt comes with its commit. */
export const workflowRunRequested: Webhook = {
  event: 'workflow_run',
  action: 'requested',
  nothingToDo(payload) {
    const { workflow_run: run } = WorkflowRunPayload.parse(payload)
    return run.run_attempt > 1 && !isOwnRun(run) ? null : 'a first attempt'
  },
  async record(database, payload, { send, now }) {
    const event = WorkflowRunPayload.parse(payload)
    await saveRepository(database, event, now())
    return (await sendGate(database, send, event.repository.id, event.workflow_run.head_sha)) ? 'the gate waits' : 'no gate'
  },
}
