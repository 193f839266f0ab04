import { WORKFLOW_FILE } from '../../engine/workflow/workflow-parts.ts'
import type { StaleAnswer } from '../../protocol/stale-answer.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { findRun } from '../effects/workflow-runs.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { readSlowdowns } from '../heal-steps/regressions/read-slowdowns.ts'
import { fetchReport } from '../heal-steps/runs/fetch-report.ts'
import { foreignRun } from '../heal-steps/runs/foreign-run.ts'
import { getRun, whyLost } from '../heal-steps/runs/run-state.ts'
import { changeStaleLook, findStaleLook, hadFailures, type StaleLook, showsAdvice } from '../history/stale-looks.ts'
import { parseStaleAnswer } from '../intake/parse-stale-answer.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { slowdownBlocks } from '../render/regressions/slowdown-blocks.ts'
import { renderNoAdvice, renderStaleComment } from '../render/stale/stale-comment.ts'
import { STICKY_MARKER } from '../render/sticky-comment.ts'

const AGAIN_SECONDS = 60
const SILENT_MS = 6 * 3_600_000 // the longest that GitHub lets one job run

/** Looks how far the run of a look is, takes in its answer, and says it in the pull request's comment. */
export const followStale: Job<'follow-stale'> = {
  name: 'follow-stale',
  expireInSeconds: 120,
  async run({ repositoryId, lookId }, context) {
    const { history, now, log } = context
    const look = await findStaleLook(history.database, repositoryId, lookId)
    if (look === null || (look.state !== 'running' && look.state !== 'dispatching')) return
    const scope = await openJobScope(context, repositoryId)
    if (!scope) return
    const run = look.workflowRunId ?? (await findRun(scope.target, WORKFLOW_FILE, look.nonce))
    const state = run === null ? null : await getRun(scope.target, run)
    const lost = whyLost(state)
    if (lost !== null) return fail(context, look, lost)
    if (run !== null && state !== null && state !== 'gone' && state.isCompleted) {
      const refused = await collect(context, scope, look, run)
      if (refused !== null) return fail(context, look, refused)
      log.info({ look: lookId }, 'look at a green pull request done')
      return
    }
    if (now().getTime() - (look.dispatchedAt ?? look.createdAt).getTime() > SILENT_MS) {
      if (run !== null) await applyEffect(scope.target, { kind: 'cancel_run', run })
      return fail(context, look, 'the run did not end within six hours')
    }
    await history.transaction((database) =>
      context.send(database, 'follow-stale', { repositoryId, lookId }, { afterSeconds: AGAIN_SECONDS }),
    )
  },
  async giveUp({ repositoryId, lookId }, { why }, context) {
    const look = await findStaleLook(context.history.database, repositoryId, lookId)
    if (look) await fail(context, look, why)
  },
}

/** Why the answer is not taken; null once it is stored and said. Only the run that was dispatched counts. */
async function collect({ history, now, signal }: JobContext, scope: JobScope, look: StaleLook, run: number): Promise<string | null> {
  const foreign = await foreignRun(scope, run)
  if (foreign !== null) return `the report was not taken: ${foreign}`
  const fetched = await fetchReport(scope.target, run, look.nonce, signal)
  if (fetched.outcome === 'missing') return fetched.reason
  const parsed = parseStaleAnswer(fetched.bytes, look.job)
  if (parsed.outcome === 'rejected') return `the report was not taken: ${parsed.reason}`
  const { answer } = parsed
  const advised = await advise({ history }, scope, look, answer, run)
  await changeStaleLook(history.database, look, ['dispatching', 'running'], { state: 'done', answer, advised, finishedAt: now() })
  return null
}

/** Edits the one comment of the pull request; where there is nothing to say, only advice that stood there is resolved. Whether it was advice. */
async function advise(
  { history }: Pick<JobContext, 'history'>,
  { target, repositoryUrl, repositoryId, defaultBranch, settings }: JobScope,
  { pullNumber, headSha, job }: StaleLook,
  answer: StaleAnswer,
  run: number,
): Promise<boolean> {
  const { octokit, owner, repo } = target
  const { data: pull } = await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })
  if (pull.state !== 'open' || pull.head.sha !== headSha) return false
  const links = { repositoryUrl, headSha, baseSha: job.base }
  const commit = { repositoryId, headSha, headBranch: pull.head.ref, headRepositoryId: pull.head.repo?.id ?? null }
  const threshold = (await settings()).settings.PERFORMANCE_REGRESSION_THRESHOLD
  const slower = slowdownBlocks(await readSlowdowns(history.database, commit, defaultBranch, threshold))
  const write = (body: string, onlyUpdate: boolean) =>
    applyEffect(target, {
      ...{ kind: 'upsert_comment', issue: pullNumber, marker: STICKY_MARKER, onlyUpdate },
      body: [body, ...slower].join('\n\n'),
    })
  if (answer.things.length > 0) {
    const hasFailed = await hadFailures(history.database, repositoryId, pullNumber)
    await write(renderStaleComment({ ...links, answer, ownRunUrl: `${repositoryUrl}/actions/runs/${run}`, hasFailed }), false)
    return true
  }
  if (await showsAdvice(history.database, repositoryId, pullNumber)) await write(renderNoAdvice(links, answer), true)
  return false
}

async function fail({ history, now, log }: JobContext, look: StaleLook, reason: string): Promise<void> {
  log.warn({ look: look.id, reason }, 'look at a green pull request failed')
  await changeStaleLook(history.database, look, ['dispatching', 'running'], { state: 'failed', reason, finishedAt: now() })
}
