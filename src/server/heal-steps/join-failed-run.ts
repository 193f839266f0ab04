import { isOwnBranch } from '../github/own-work.ts'
import type { CiRun } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { recordHealingEvent } from '../history/healings/healing-events.ts'
import { canStartGeneration } from '../history/healings/healing-state.ts'
import { joinHealing, type NewHealing } from '../history/healings/join-healing.ts'
import { startGeneration, transition } from '../history/healings/transition.ts'
import { joinFailures } from '../history/test-failures.ts'
import { isFailed, type RunReading } from '../ingest/read-ci-run.ts'
import type { JobContext } from '../queue/job.ts'
import { commitProgress } from './commit-progress.ts'
import { findPullOfRun } from './find-pull.ts'
import type { JobScope } from './job-scope.ts'
import { payloadOf } from './move-healing.ts'

const MINUTE_MS = 60_000

/** The event that keeps what the logs said of a run's jobs themselves. */
export const LOGS_READ = 'logs read'

/** Gives the failures of a run to the healing of its tested tree, which is made where it is not there yet. */
export async function joinFailedRun(context: JobContext, scope: JobScope, run: CiRun, reading: RunReading): Promise<void> {
  const { history, log, now } = context
  // a failed lint or build has no test that could be out of date; of a job whose log says nothing, nobody knows
  const mayConcernTests = reading.concernsTests || reading.logs.some(({ unread }) => unread !== null)
  if (!isFailed(run.conclusion) || isOwnBranch(run.headBranch) || !mayConcernTests) return
  const pull = await findPullOfRun(scope.target, run)
  if (run.event === 'pull_request' && !pull) {
    log.info({ head: run.headSha }, 'the pull request is closed or has a newer head')
    return
  }
  if (run.event === 'push' && pull && (await isTestedAsPull(context, scope, run))) {
    log.info({ pull: pull.number }, 'the run of the pull request answers for this commit')
    return
  }
  const { settings } = await scope.settings()
  const waitUntil = new Date(now().getTime() + settings.HEALING_WAIT_MINUTES * MINUTE_MS)
  const wanted = newHealing(scope, run, reading, pull?.number ?? null, waitUntil)
  await history.transaction(async (database) => {
    const healing = await join(database, wanted, run, waitUntil, now())
    if (!healing) return
    const detail = { ciRunId: run.id, jobs: reading.logs, leftOut: reading.leftOut, lost: reading.lost }
    await recordHealingEvent(database, { healing, from: healing.state, to: healing.state, event: LOGS_READ, detail })
    await context.send(database, 'triage', payloadOf(healing))
    const seconds = Math.ceil((waitUntil.getTime() - now().getTime()) / 1_000)
    if (seconds > 0) await context.send(database, 'triage', payloadOf(healing), { afterSeconds: seconds })
  })
}

/** Where CI runs for the push and for the pull request, the latter tests what would be merged. */
async function isTestedAsPull({ history }: JobContext, { target, repositoryId }: JobScope, run: CiRun): Promise<boolean> {
  const runs = await commitProgress(history.database, target, repositoryId, run.headSha)
  return runs.some(({ event, conclusion, isCompleted }) => event === 'pull_request' && (!isCompleted || isFailed(conclusion)))
}

function newHealing(scope: JobScope, run: CiRun, { jobs }: RunReading, pullNumber: number | null, waitUntil: Date): NewHealing {
  const failed = jobs.filter(({ conclusion }) => isFailed(conclusion))
  return {
    ...{
      repositoryId: scope.repositoryId,
      installationId: scope.installationId,
      testedTree: run.testedTree ?? run.headSha,
      attempt: run.attempt,
    },
    ...{ trigger: 'workflow_run', headSha: run.headSha, headBranch: run.headBranch, headRepositoryId: run.headRepositoryId, baseSha: null },
    ...{ mergeHeadSha: run.mergeHeadSha, mergeBaseSha: run.mergeBaseSha, pullNumber, waitUntil },
    // a job's check run has the job's own id
    checks: failed.map(({ id, name }) => ({ name, checkRunId: id, app: 'github-actions' })),
  }
}

/** The healing that took the failures, or null where it is over and takes none. */
async function join(database: Database, wanted: NewHealing, run: CiRun, waitUntil: Date, now: Date): Promise<Healing | null> {
  const key = { repositoryId: run.repositoryId, ciRunId: run.id, attempt: run.attempt }
  const { kind, healing } = await joinHealing(database, wanted)
  if (kind === 'created') {
    await joinFailures(database, key, healing.id, healing.generation)
    return transition(database, healing, 'waiting', { event: 'failed run read', now, change: { waitUntil } })
  }
  if (kind === 'joined') {
    await joinFailures(database, key, healing.id, healing.generation)
    return healing
  }
  const late = await joinFailures(database, key, healing.id, healing.generation + 1)
  if (late === 0 || !canStartGeneration(healing.state)) return null
  return startGeneration(database, healing, { event: 'late failure', now, waitUntil })
}
