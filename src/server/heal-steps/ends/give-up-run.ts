import { isOwnBranch } from '../../github/own-work.ts'
import { type CiRun, type CiRunKey, findCiRun, setUnread } from '../../history/ci-runs.ts'
import { takesFailures } from '../../history/healings/healing-state.ts'
import { listHealingsOfCommit } from '../../history/healings/healings.ts'
import { joinHealing } from '../../history/healings/join-healing.ts'
import { isFailed } from '../../ingest/read-ci-run.ts'
import type { Death, JobContext } from '../../queue/job.ts'
import { findPullOfRun } from '../find-pull.ts'
import { sendGate } from '../gate/send-gate.ts'
import { type JobScope, openJobScope } from '../job-scope.ts'
import { deliverWith, payloadOf } from '../move-healing.ts'
import { GIVEN_UP } from './give-up-healing.ts'
import { givenUpReason } from './step-words.ts'

/** Writes down that a run will not be read. Healings of its commit go on without it; where there is none, one says so. */
export async function giveUpRun(context: JobContext, key: CiRunKey, { why, isLast }: Death): Promise<void> {
  const { history, send, now, log } = context
  const run = await findCiRun(history.database, key)
  if (!run) return
  const reason = givenUpReason('ingest', why)
  const healings = await history.transaction(async (database) => {
    await setUnread(database, key, reason, now())
    await sendGate(database, send, run.repositoryId, run.headSha)
    const all = await listHealingsOfCommit(database, run.repositoryId, run.headSha)
    for (const healing of all.filter(({ state }) => takesFailures(state))) await send(database, 'triage', payloadOf(healing))
    return all
  })
  if (healings.length > 0 || !isFailed(run.conclusion) || isOwnBranch(run.headBranch)) return
  try {
    const scope = await openJobScope(context, run.repositoryId)
    if (scope) await sayUnread(context, scope, run, reason)
  } catch (error) {
    if (!isLast) throw error
    log.error({ err: error, run: run.id }, 'that a run was not read could not be told')
  }
}

/** A healing without a failure: it delivers the reason. */
async function sayUnread(context: JobContext, scope: JobScope, run: CiRun, reason: string): Promise<void> {
  const pull = await findPullOfRun(scope.target, run)
  if (run.event === 'pull_request' && !pull) return
  const { repositoryId, headSha, headBranch, headRepositoryId, attempt } = run
  const wanted = {
    ...{ repositoryId, headSha, headBranch, headRepositoryId, attempt, installationId: scope.installationId },
    ...{ testedTree: run.testedTree ?? headSha, trigger: 'workflow_run', pullNumber: pull?.number ?? null },
    ...{ baseSha: null, mergeHeadSha: null, mergeBaseSha: null, waitUntil: null, checks: [] },
  }
  await context.history.transaction(async (database) => {
    const { kind, healing } = await joinHealing(database, wanted)
    const detail = { job: 'ingest', ciRunId: run.id }
    if (kind === 'created') await deliverWith(database, context, healing, { event: GIVEN_UP, reason, detail })
  })
}
