import { applyEffect } from '../../effects/apply-effects.ts'
import type { Healing } from '../../history/healings/healing.ts'
import type { JobContext } from '../../queue/job.ts'
import { renderBrokenCheck } from '../../render/check-output.ts'
import { renderBrokenComment, STICKY_MARKER } from '../../render/sticky-comment.ts'
import { isOutdated } from '../is-outdated.ts'
import { type JobScope, openJobScope } from '../job-scope.ts'
import { moveHealing } from '../move-healing.ts'
import { ASK_AGAIN } from './step-words.ts'

/**
 * Ends a healing whose answer can't be delivered: its check says so, and its comment where there is none yet. Throws where GitHub takes
 * neither, unless it `isLast`: then the healing fails all the same.
 */
export async function concludeBroken(context: JobContext, healing: Healing, reason: string, isLast: boolean): Promise<void> {
  try {
    const scope = await openJobScope(context, healing.repositoryId)
    if (scope) await say(context, scope, healing, reason)
  } catch (error) {
    if (!isLast) throw error
    context.log.error({ err: error, healing: healing.id }, 'the end of a healing could not be told')
  }
  await moveHealing(context, healing, { to: 'failed', event: 'not delivered', change: { reason } })
}

async function say(context: JobContext, scope: JobScope, healing: Healing, reason: string): Promise<void> {
  const { target, repositoryUrl } = scope
  const { headSha, baseSha, pullNumber: issue, commentId, id: externalId } = healing
  await applyEffect(target, { kind: 'check', headSha, externalId, ...renderBrokenCheck(reason, ASK_AGAIN) })
  try {
    const { settings } = await scope.settings()
    if (issue === null || commentId !== null || settings.mode === 'observe' || (await isOutdated(target, healing))) return
    const body = renderBrokenComment({ repositoryUrl, headSha, baseSha }, reason, ASK_AGAIN)
    await applyEffect(target, { kind: 'upsert_comment', issue, marker: STICKY_MARKER, body })
  } catch (error) {
    // the check says it; what keeps the comment away may be what kept the answer away
    context.log.warn({ err: error, healing: externalId }, 'the end of a healing was not commented')
  }
}
