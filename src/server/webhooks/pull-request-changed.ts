import type { z } from 'zod'
import { isOwnBranch } from '../github/own-work.ts'
import { sendGate } from '../heal-steps/gate/send-gate.ts'
import { sendPrediction } from '../heal-steps/prediction/send-prediction.ts'
import { PullRequestPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import { endsHealings, type Head, supersede } from './supersede.ts'
import type { Webhook } from './webhook.ts'

/** A pull request has a new head: healings of its older heads end. For a push to a fork there is no other event. */
export const pullRequestChanged: Required<Pick<Webhook, 'nothingToDo' | 'record' | 'run'>> = {
  nothingToDo(payload) {
    return isOwnBranch(PullRequestPayload.parse(payload).pull_request.head.ref) ? "one of Suture's own pull requests" : null
  },
  async record(database, payload, { send, now }) {
    const event = PullRequestPayload.parse(payload)
    await saveRepository(database, event, now())
    await sendGate(database, send, event.repository.id, event.pull_request.head.sha)
    await sendPrediction(database, send, event.repository.id, event.pull_request)
    return (await endsHealings(database, headOf(event))) ? null : '0 healings ended'
  },
  async run(payload, _delivery, context) {
    return `${await supersede(context, headOf(PullRequestPayload.parse(payload)))} healings ended`
  },
}

function headOf({ pull_request: { head }, repository }: z.infer<typeof PullRequestPayload>): Head {
  return { repositoryId: repository.id, headRepositoryId: head.repo?.id ?? null, headBranch: head.ref, headSha: head.sha }
}
