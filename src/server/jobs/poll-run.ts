import { WORKFLOW_FILE } from '../../engine/workflow/workflow-parts.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { findRun } from '../effects/workflow-runs.ts'
import type { EffectTarget } from '../github/target.ts'
import { endsOf } from '../heal-steps/ends/give-up-healing.ts'
import { openJobScope } from '../heal-steps/job-scope.ts'
import { failRun, healingIn, moveHealing, payloadOf } from '../heal-steps/move-healing.ts'
import { getRun, whyLost } from '../heal-steps/runs/run-state.ts'
import type { Healing } from '../history/healings/healing.ts'
import { amendHealing } from '../history/healings/transition.ts'
import type { Job, JobContext } from '../queue/job.ts'

const AGAIN_SECONDS = 60
const SOON_SECONDS = 2 // a short run can end before the dispatch has stored that it began
const SILENT_MS = 6 * 3_600_000 // the longest that GitHub lets one job run
const NOT_SEEN_MS = 10 * 60_000 // by then a dispatched run has a row, or was never made

/** Looks how far our run is; sent by its webhook, and every minute for where that gets lost. No job waits for a run. */
export const pollRun: Job<'poll-run'> = {
  name: 'poll-run',
  ...endsOf('poll-run'),
  expireInSeconds: 60,
  async run(payload, context) {
    const { history, now } = context
    const found = await healingIn(history.database, payload, ['dispatching', 'running'])
    if (found?.state === 'dispatching') return lookAgain(context, found, SOON_SECONDS)
    const scope = found && (await openJobScope(context, payload.repositoryId))
    if (!found || !scope) return
    const healing = await withRun(context, scope.target, found)
    const waitedMs = now().getTime() - (healing.dispatchedAt ?? healing.updatedAt).getTime()
    if (healing.workflowRunId === null && waitedMs > NOT_SEEN_MS)
      return failRun(context, healing, 'the run that was dispatched never appeared')
    const run = healing.workflowRunId === null ? null : await getRun(scope.target, healing.workflowRunId)
    const lost = whyLost(run)
    if (lost !== null) return failRun(context, healing, lost)
    if (run !== 'gone' && run?.isCompleted) {
      await moveHealing(context, healing, {
        to: 'collecting',
        event: 'run ended',
        detail: { conclusion: run.conclusion },
        next: { job: 'collect' },
      })
      return
    }
    if (waitedMs > SILENT_MS) {
      if (healing.workflowRunId !== null) await applyEffect(scope.target, { kind: 'cancel_run', run: healing.workflowRunId })
      return failRun(context, healing, 'the run did not end within six hours')
    }
    await lookAgain(context, healing, AGAIN_SECONDS)
  },
}

function lookAgain({ history, send }: JobContext, healing: Healing, afterSeconds: number): Promise<void> {
  return history.transaction((database) => send(database, 'poll-run', payloadOf(healing), { afterSeconds }))
}

/** Older GitHub servers do not return the run that a dispatch started: it is found by its nonce. */
async function withRun({ history, now }: JobContext, target: EffectTarget, healing: Healing): Promise<Healing> {
  if (healing.workflowRunId !== null || healing.dispatchNonce === null) return healing
  const workflowRunId = await findRun(target, WORKFLOW_FILE, healing.dispatchNonce)
  if (workflowRunId === null) return healing
  return (await amendHealing(history.database, healing, { workflowRunId }, now())) ?? healing
}
