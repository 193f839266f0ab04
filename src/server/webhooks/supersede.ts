import { applyEffects } from '../effects/apply-effects.ts'
import type { Effect } from '../effects/effect.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { listOutdatedHealings } from '../history/healings/healings.ts'
import { transition } from '../history/healings/transition.ts'
import type { JobContext } from '../queue/job.ts'
import { renderBrokenCheck } from '../render/check-output.ts'

type Head = {
  readonly repositoryId: number
  readonly headRepositoryId: number | null
  readonly headBranch: string
  readonly headSha: string
}

/** Ends the healings of older commits of a branch: the newest head wins. Their runs are cancelled, their checks concluded. */
export async function supersede(context: JobContext, head: Head): Promise<number> {
  const { history, now } = context
  const ended: Healing[] = []
  for (const healing of await listOutdatedHealings(history.database, head)) {
    const reason = `${head.headBranch} has moved on to ${head.headSha.slice(0, 7)}`
    await endEffects(context, healing, reason)
    const moved = await history.transaction((database: Database) =>
      transition(database, healing, 'superseded', { event: 'new head', now: now(), change: { reason } }),
    )
    if (moved) ended.push(moved)
  }
  return ended.length
}

/** Before the state changes, so that a worker that dies in between does it again. */
async function endEffects(context: JobContext, healing: Healing, reason: string): Promise<void> {
  const effects: Effect[] = []
  if (healing.state === 'running' && healing.workflowRunId !== null) effects.push({ kind: 'cancel_run', run: healing.workflowRunId })
  if (healing.checkRunId !== null) {
    const text = renderBrokenCheck(`${reason}, so this commit was not looked at any further.`, '')
    effects.push({ kind: 'check', headSha: healing.headSha, externalId: healing.id, ...text })
  }
  const scope = effects.length === 0 ? null : await openJobScope(context, healing.repositoryId)
  if (scope) await applyEffects(scope.target, effects)
}
