import { placeHead } from './pull-state.ts'
import { fullName, type Pull } from './state.ts'
import type { Push, World } from './world.ts'

const ZERO = '0'.repeat(40)

/** Moves the pull requests that hang on the branch, closes those whose branch is gone, and tells the App. */
export async function applyPush(world: World, { repository, ref, before, after, by }: Push): Promise<void> {
  const name = fullName(repository)
  const branch = ref.replace(/^refs\/heads\//, '')
  await world.webhooks.push(repository, ref, before, after, by)
  for (const base of world.repositories.values())
    for (const pull of base.pulls.filter(({ state }) => state === 'open')) {
      if (base === repository && pull.baseRef === branch) {
        pull.mergeable = null
        // whoever deletes a branch closes what was to go into it
        if (after === ZERO) {
          await closeWithBranch(world, base, pull, by)
          continue
        }
      }
      // opened while the push was still being told
      if (pull.headRepository !== name || pull.headRef !== branch || pull.headSha === after) continue
      if (after === ZERO) {
        await closeWithBranch(world, base, pull, by)
        continue
      }
      await placeHead(base, repository, pull.number, after)
      const baseSha = (await base.git.ask(['rev-parse', `refs/heads/${pull.baseRef}`])) ?? pull.baseSha
      Object.assign(pull, { headSha: after, baseSha, mergeable: null, updatedAt: world.now() })
      await world.webhooks.pullRequest(base, pull, 'synchronize', by, before)
    }
}

async function closeWithBranch(world: World, repository: Push['repository'], pull: Pull, by: string): Promise<void> {
  Object.assign(pull, { state: 'closed', closedAt: world.now(), updatedAt: world.now() })
  await world.webhooks.pullRequest(repository, pull, 'closed', by)
}
