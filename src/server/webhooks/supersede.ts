import { applyEffects } from '../effects/apply-effects.ts'
import { acceptancesOf } from '../heal-steps/acceptance/acceptances.ts'
import { tellAccepters } from '../heal-steps/acceptance/tell-accepters.ts'
import { endEffects } from '../heal-steps/end-effects.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { listOutdatedHealings } from '../history/healings/healings.ts'
import { transition } from '../history/healings/transition.ts'
import type { JobContext } from '../queue/job.ts'
import { BRANCH_MOVED_ON } from '../render/proposals/failed-acceptance.ts'

export type Head = {
  readonly repositoryId: number
  readonly headRepositoryId: number | null
  readonly headBranch: string
  readonly headSha: string
}

/** Whether a new head ends any healing: only then GitHub has to be told. */
export async function endsHealings(database: Database, head: Head): Promise<boolean> {
  return (await listOutdatedHealings(database, head)).length > 0
}

/** Ends the healings of older commits of a branch: the newest head wins. Their runs are cancelled, their checks concluded. */
export async function supersede(context: JobContext, head: Head): Promise<number> {
  const { history, now } = context
  const ended: Healing[] = []
  for (const healing of await listOutdatedHealings(history.database, head)) {
    const reason = `${head.headBranch} has moved on to ${head.headSha.slice(0, 7)}`
    // before the state changes, so that a worker that dies in between does it again; only a running workflow can be cancelled
    await endEffects(context, healing.state === 'running' ? healing : { ...healing, workflowRunId: null }, reason)
    const moved = await history.transaction((database: Database) =>
      transition(database, healing, 'superseded', { event: 'new head', now: now(), change: { reason } }),
    )
    if (moved) ended.push(moved)
    if (moved) await tellOfEnd(context, moved)
  }
  return ended.length
}

/** Somebody may have accepted a proposal of it, and waits. */
async function tellOfEnd(context: JobContext, healing: Healing): Promise<void> {
  const acceptances = (await acceptancesOf(context, healing)).filter(({ isNew }) => isNew)
  const scope = acceptances.length === 0 ? null : await openJobScope(context, healing.repositoryId)
  const failed = acceptances.map(({ comment }) => ({ comment, text: BRANCH_MOVED_ON }))
  if (scope) await applyEffects(scope.target, tellAccepters(healing.pullNumber, acceptances, failed))
}
