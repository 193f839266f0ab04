import { GATE_NAME } from '../effects/check-run.ts'
import { payloadOf } from '../heal-steps/move-healing.ts'
import { recordAudit } from '../history/audit.ts'
import { takesFailures } from '../history/healings/healing-state.ts'
import { listHealingsOfCommit } from '../history/healings/healings.ts'
import { CheckRunPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import type { Webhook } from './webhook.ts'

const ACTIONS = 'github-actions'
const FAILED: readonly (string | null)[] = ['failure', 'timed_out']

/** A check of Actions has ended: healings of its commit look whether they may start. One of another App is written down, no more. */
export const checkRunCompleted: Webhook = {
  event: 'check_run',
  action: 'completed',
  nothingToDo(payload) {
    const { name, conclusion } = CheckRunPayload.parse(payload).check_run
    if (name === GATE_NAME) return 'our own check'
    return FAILED.includes(conclusion) ? null : 'not failed'
  },
  async record(database, payload, { send, now }) {
    const event = CheckRunPayload.parse(payload)
    const { check_run: check, repository } = event
    const app = check.app?.slug ?? ''
    if (app !== ACTIONS) {
      await saveRepository(database, event, now())
      await recordAudit(database, {
        repositoryId: repository.id,
        actor: app,
        action: 'check.failed',
        subject: String(check.id),
        detail: { name: check.name, conclusion: check.conclusion, headSha: check.head_sha },
        at: now(),
      })
      return 'a check of another App'
    }
    const waiting = (await listHealingsOfCommit(database, repository.id, check.head_sha)).filter(({ state }) => takesFailures(state))
    for (const healing of waiting) await send(database, 'triage', payloadOf(healing))
    return `${waiting.length} healings woken`
  },
}
