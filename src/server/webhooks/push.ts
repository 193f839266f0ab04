import { isOwnBranch } from '../github/own-work.ts'
import { PushPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import { supersede } from './supersede.ts'
import type { Webhook } from './webhook.ts'

const BRANCH = 'refs/heads/'

/** A branch has moved: healings of its older commits end. The stored delivery also keeps the commit that it was at before. */
export const push: Webhook = {
  event: 'push',
  async run(payload, _delivery, context) {
    const event = PushPayload.parse(payload)
    const { ref, after, deleted, repository } = event
    if (!ref.startsWith(BRANCH)) return 'no branch'
    const headBranch = ref.slice(BRANCH.length)
    if (isOwnBranch(headBranch)) return "one of Suture's own branches"
    await context.history.transaction((database) => saveRepository(database, event, context.now()))
    const head = { repositoryId: repository.id, headRepositoryId: repository.id, headBranch, headSha: after }
    const ended = await supersede(context, head)
    return deleted ? `branch deleted, ${ended} healings ended` : `${ended} healings ended`
  },
}
