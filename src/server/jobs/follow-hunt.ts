import { WORKFLOW_FILE } from '../../engine/workflow/workflow-parts.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { findRun } from '../effects/workflow-runs.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { fetchReport } from '../heal-steps/runs/fetch-report.ts'
import { foreignRun } from '../heal-steps/runs/foreign-run.ts'
import { getRun, whyLost } from '../heal-steps/runs/run-state.ts'
import { changeHunt, findHunt, finishHunt, type Hunt } from '../history/hunts.ts'
import { parseHuntReport } from '../intake/parse-hunt-report.ts'
import type { Job, JobContext } from '../queue/job.ts'

const AGAIN_SECONDS = 60
const SILENT_MS = 6 * 3_600_000 // the longest that GitHub lets one job run

/** Looks how far a hunt's run is, and takes in its report; sent by its webhook, and every minute for where that gets lost. */
export const followHunt: Job<'follow-hunt'> = {
  name: 'follow-hunt',
  expireInSeconds: 120,
  async run({ repositoryId, huntId }, context) {
    const { history, now, log } = context
    const hunt = await findHunt(history.database, { repositoryId, id: huntId })
    if (hunt === null || (hunt.state !== 'running' && hunt.state !== 'dispatching')) return
    const scope = await openJobScope(context, repositoryId)
    const run = scope && (hunt.workflowRunId ?? (await findRun(scope.target, WORKFLOW_FILE, hunt.nonce)))
    if (!scope) return
    const state = run === null ? null : await getRun(scope.target, run)
    const lost = whyLost(state)
    if (lost !== null) return fail(context, hunt, lost)
    if (run !== null && state !== null && state !== 'gone' && state.isCompleted) {
      const refused = await collect(context, scope, hunt, run)
      if (refused !== null) return fail(context, hunt, refused)
      log.info({ hunt: huntId }, 'hunt done')
      return
    }
    if (now().getTime() - (hunt.dispatchedAt ?? hunt.createdAt).getTime() > SILENT_MS) {
      if (run !== null) await applyEffect(scope.target, { kind: 'cancel_run', run })
      return fail(context, hunt, 'the run did not end within six hours')
    }
    await history.transaction((database) =>
      context.send(database, 'follow-hunt', { repositoryId, huntId }, { afterSeconds: AGAIN_SECONDS }),
    )
  },
  async giveUp({ repositoryId, huntId }, { why }, context) {
    const hunt = await findHunt(context.history.database, { repositoryId, id: huntId })
    if (hunt) await fail(context, hunt, why)
  },
}

/** Why the report is not taken; null once it is stored. Only the run that was dispatched counts. */
async function collect({ history, now, signal, send }: JobContext, scope: JobScope, hunt: Hunt, run: number): Promise<string | null> {
  const foreign = await foreignRun(scope, run)
  if (foreign !== null) return `the report was not taken: ${foreign}`
  const fetched = await fetchReport(scope.target, run, hunt.nonce, signal)
  if (fetched.outcome === 'missing') return fetched.reason
  const parsed = parseHuntReport(fetched.bytes, hunt.job)
  if (parsed.outcome === 'rejected') return `the report was not taken: ${parsed.reason}`
  await history.transaction(async (database) => {
    const isFirst = await finishHunt(database, hunt, parsed.report, now())
    const { repositoryId, id: huntId } = hunt
    if (isFirst && parsed.report.findings.some(({ cure }) => cure !== undefined))
      await send(database, 'offer-cures', { repositoryId, huntId })
  })
  return null
}

async function fail({ history, now, log }: JobContext, hunt: Hunt, reason: string): Promise<void> {
  log.warn({ hunt: hunt.id, reason }, 'hunt failed')
  await changeHunt(history.database, hunt, ['dispatching', 'running'], { state: 'failed', reason, finishedAt: now() })
}
