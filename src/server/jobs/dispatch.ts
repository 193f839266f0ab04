import type { WorkflowCheck } from '../../engine/workflow/check-workflow.ts'
import { matrixVariant } from '../../engine/workflow/matrix-variant.ts'
import { WORKFLOW_FILE } from '../../engine/workflow/workflow-parts.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { RUN_NOT_KNOWN_YET } from '../effects/workflow-runs.ts'
import { statusOf } from '../github/target.ts'
import { endEffects } from '../heal-steps/end-effects.ts'
import { endsOf } from '../heal-steps/ends/give-up-healing.ts'
import { failedJobs } from '../heal-steps/failed-jobs.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { healingIn, moveHealing } from '../heal-steps/move-healing.ts'
import { inspectWorkflow } from '../heal-steps/runs/inspect-workflow.ts'
import type { Healing } from '../history/healings/healing.ts'
import { isFinished } from '../history/healings/healing-state.ts'
import { findHealing } from '../history/healings/healings.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { renderRunningCheck } from '../render/check-output.ts'
import { counted } from '../render/markdown.ts'

const FIRST_LOOK_SECONDS = 60 // the run's own webhook is faster; this is for where it gets lost

/** Starts the workflow of the default branch, once, whatever happens in between; or says why it can't be started. */
export const dispatch: Job<'dispatch'> = {
  name: 'dispatch',
  ...endsOf('dispatch'),
  expireInSeconds: 120,
  async run(payload, context) {
    const { history, now } = context
    const healing = await healingIn(history.database, payload, ['dispatching'])
    const scope = healing && (await openJobScope(context, payload.repositoryId))
    if (!healing?.healJob || !scope) return
    const check = await inspectWorkflow(scope.target, scope.defaultBranch)
    if (check.outcome === 'not_dispatchable') {
      await notDispatchable(context, healing, check.detail)
      return
    }
    const started = await start(context, scope, healing, healing.healJob, check)
    if (typeof started === 'string') {
      await notDispatchable(context, healing, started)
      return
    }
    const checkRunId = await applyEffect(scope.target, {
      kind: 'check',
      headSha: healing.headSha,
      externalId: healing.id,
      ...renderRunningCheck(doing(healing.healJob)),
    })
    const runId = started === RUN_NOT_KNOWN_YET ? null : started
    const moved = await moveHealing(context, healing, {
      to: 'running',
      event: 'dispatched',
      change: { ...(runId === null ? {} : { workflowRunId: runId }), dispatchedAt: now(), checkRunId },
      next: { job: 'poll-run', options: { afterSeconds: runId === null ? 5 : FIRST_LOOK_SECONDS } },
    })
    if (moved === null) await endLate(context, { ...healing, workflowRunId: runId, checkRunId })
  },
}

/** A new head ended the healing while its run was being started: nobody else knows of the run and the check. */
async function endLate(context: JobContext, healing: Healing): Promise<void> {
  const now = await findHealing(context.history.database, healing)
  if (now !== null && isFinished(now.state)) await endEffects(context, healing, now.reason ?? 'The healing has ended')
}

/** The run's id, or why GitHub refuses to start it. */
async function start(
  { history }: JobContext,
  scope: JobScope,
  healing: Healing,
  job: HealJob,
  { matrix, protocol }: Extract<WorkflowCheck, { outcome: 'dispatchable' }>,
): Promise<number | string> {
  const jobs = await failedJobs(history.database, healing)
  const variant = matrixVariant(jobs.find(({ hasTests }) => hasTests)?.name ?? '', matrix)
  const legs = Object.fromEntries(Object.entries(variant).map(([name, value]) => [`matrix-${name}`, value]))
  const inputs = { job: JSON.stringify({ ...job, protocol, variant }), nonce: job.nonce, ...legs }
  try {
    return await applyEffect(scope.target, {
      kind: 'dispatch_workflow',
      workflow: WORKFLOW_FILE,
      ref: scope.defaultBranch,
      inputs,
      nonce: job.nonce,
    })
  } catch (error) {
    const status = statusOf(error)
    if (status === 404) return 'GitHub does not find the workflow on the default branch: run `suture init` and merge it.'
    if (status === 403 && /actions.*disabled/i.test(String(error)))
      return 'GitHub Actions are off in this repository: turn them on in its settings.'
    if (status === 422) return `GitHub does not start the workflow (${String(error).slice(0, 200)}): run \`suture init --update\`.`
    throw error
  }
}

/** The logs' answers are delivered all the same, with the fix. */
async function notDispatchable(context: JobContext, healing: Healing, reason: string): Promise<void> {
  const moved = await moveHealing(context, healing, { to: 'not_dispatchable', event: 'not dispatchable', change: { reason } })
  if (moved) await moveHealing(context, moved, { to: 'delivering', event: 'answered from the logs', next: { job: 'deliver' } })
}

function doing({ tests, files }: HealJob): string {
  if (tests.length > 0) return `running ${counted(tests.length, 'failing test')} again`
  return files.length > 0 ? `running ${counted(files.length, 'test file')} again` : 'running the tests again'
}
