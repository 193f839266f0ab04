import { applyEffects } from '../effects/apply-effects.ts'
import type { Effect } from '../effects/effect.ts'
import type { Healing } from '../history/healings/healing.ts'
import type { JobContext } from '../queue/job.ts'
import { renderBrokenCheck } from '../render/check-output.ts'
import { openJobScope } from './job-scope.ts'

/** Cancels the run of a healing that ends before its answer, and concludes its check. `reason` is the beginning of a sentence. */
export async function endEffects(
  context: JobContext,
  healing: Pick<Healing, 'repositoryId' | 'id' | 'headSha' | 'workflowRunId' | 'checkRunId'>,
  reason: string,
): Promise<void> {
  const effects: Effect[] = []
  if (healing.workflowRunId !== null) effects.push({ kind: 'cancel_run', run: healing.workflowRunId })
  if (healing.checkRunId !== null) {
    const text = renderBrokenCheck(`${reason}, so this commit was not looked at any further.`, '')
    effects.push({ kind: 'check', headSha: healing.headSha, externalId: healing.id, ...text })
  }
  const scope = effects.length === 0 ? null : await openJobScope(context, healing.repositoryId)
  if (scope) await applyEffects(scope.target, effects)
}
