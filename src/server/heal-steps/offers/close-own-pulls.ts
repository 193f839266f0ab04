import { applyEffects } from '../../effects/apply-effects.ts'
import { isRepairBranch } from '../../github/own-work.ts'
import { decidePullRequest } from '../../history/healings/pull-request-outcomes.ts'
import type { JobContext } from '../../queue/job.ts'
import type { JobScope } from '../job-scope.ts'

/** Closes our open repairs of a branch, but for one, and deletes their branches; `reason` is a sentence without its end. */
export async function closeOwnPulls(
  { history, now }: JobContext,
  scope: JobScope,
  base: string,
  reason: string,
  except: number | null,
): Promise<number> {
  const { octokit, owner, repo, login } = scope.target
  const { data } = await octokit.rest.pulls.list({ owner, repo, base, state: 'open', per_page: 100 })
  const own = data.filter(({ number, user, head }) => number !== except && user?.login === login && isRepairBranch(head.ref))
  for (const { number, head } of own) {
    // Decided before it is closed, so that our own closing is not taken for a person's no
    await decidePullRequest(history.database, scope.repositoryId, number, { outcome: 'superseded', by: login, at: now() })
    await applyEffects(scope.target, [
      { kind: 'close_pull_request', pull: number, marker: '<!-- suture:superseded -->', comment: `Closed: ${reason}.` },
      { kind: 'delete_branch', branch: head.ref },
    ])
  }
  return own.length
}
