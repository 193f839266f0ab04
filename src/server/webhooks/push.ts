import type { z } from 'zod'
import { isOwnBranch } from '../github/own-work.ts'
import { sendGate } from '../heal-steps/gate/send-gate.ts'
import { PushPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import { endsHealings, type Head, supersede } from './supersede.ts'
import type { Webhook } from './webhook.ts'

const BRANCH = 'refs/heads/'

/** A branch has moved: healings of its older commits end. The stored delivery also keeps the commit that it was at before. */
export const push: Webhook = {
  event: 'push',
  nothingToDo(payload) {
    const { ref } = PushPayload.parse(payload)
    if (!ref.startsWith(BRANCH)) return 'no branch'
    return isOwnBranch(ref.slice(BRANCH.length)) ? "one of Suture's own branches" : null
  },
  async record(database, payload, { send, now }) {
    const event = PushPayload.parse(payload)
    await saveRepository(database, event, now())
    const { ref, after, deleted, repository } = event
    // of another branch the pull request tells, or its run
    if (!deleted && ref === `${BRANCH}${repository.default_branch}`) await sendGate(database, send, repository.id, after)
    return (await endsHealings(database, headOf(event))) ? null : resultOf(event, 0)
  },
  async run(payload, _delivery, context) {
    const event = PushPayload.parse(payload)
    return resultOf(event, await supersede(context, headOf(event)))
  },
}

function headOf({ ref, after, repository }: z.infer<typeof PushPayload>): Head {
  return { repositoryId: repository.id, headRepositoryId: repository.id, headBranch: ref.slice(BRANCH.length), headSha: after }
}

function resultOf({ deleted }: z.infer<typeof PushPayload>, ended: number): string {
  return `${deleted ? 'branch deleted, ' : ''}${ended} healings ended`
}
