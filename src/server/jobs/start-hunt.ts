import { randomBytes } from 'node:crypto'
import type { Settings } from '../../config/settings.ts'
import { WORKFLOW_FILE } from '../../engine/workflow/workflow-parts.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { RUN_NOT_KNOWN_YET } from '../effects/workflow-runs.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { inspectWorkflow } from '../heal-steps/runs/inspect-workflow.ts'
import { loadsOf } from '../heal-steps/take-turn.ts'
import { lockDispatches } from '../history/healings/dispatches.ts'
import { changeHunt, createHunt, findHuntOfDay, type Hunt, newHuntId, wasHunted } from '../history/hunts.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { capsOf, fullNow, usedUpToday } from '../triage/caps.ts'

/** Machines that try factors at the same time: there are about a dozen factors, and other orders keep one machine busy. */
const LEGS = [1, 2, 3, 4]
const LATER_SECONDS = 600
const FIRST_LOOK_SECONDS = 60

/** Starts tonight's search of one repository's default branch, once; or leaves it, where it is not wanted or nothing is new. */
export const startHunt: Job<'start-hunt'> = {
  name: 'start-hunt',
  expireInSeconds: 120,
  async run({ repositoryId, day }, context) {
    const { history, now, log } = context
    const known = await findHuntOfDay(history.database, repositoryId, day)
    if (known !== null && known.state !== 'dispatching') return
    const scope = await openJobScope(context, repositoryId)
    const settings = scope && (await scope.settings()).settings
    if (!scope || !settings?.FLAKY_NIGHTLY) return
    const hunt = known ?? (await prepare(context, scope, settings, day))
    if (hunt === 'nothing_new') return
    if (hunt === 'later') {
      if (now().toISOString().slice(0, 10) === day)
        await history.transaction((database) =>
          context.send(database, 'start-hunt', { repositoryId, day }, { afterSeconds: LATER_SECONDS }),
        )
      return
    }
    const refused = await dispatch(context, scope, hunt)
    if (refused === null) return
    log.warn({ hunt: hunt.id, refused }, 'no hunt tonight')
    await changeHunt(history.database, hunt, ['dispatching'], { state: 'skipped', reason: refused, finishedAt: now() })
  },
  async giveUp({ repositoryId, day }, { why }, { history, now }) {
    const hunt = await findHuntOfDay(history.database, repositoryId, day)
    if (hunt)
      await changeHunt(history.database, hunt, ['dispatching'], {
        state: 'failed',
        reason: `it could not be started: ${why}`,
        finishedAt: now(),
      })
  },
}

/** Tonight's hunt, if the caps of the repository and its installation leave room for it. Healings and hunts share them. */
async function prepare(context: JobContext, scope: JobScope, settings: Settings, day: string): Promise<Hunt | 'nothing_new' | 'later'> {
  const { history, now } = context
  const { target, repositoryId, installationId, defaultBranch, fullName } = scope
  const { octokit, owner, repo } = target
  const { data } = await octokit.rest.git.getRef({ owner, repo, ref: `heads/${defaultBranch}` })
  const headSha = data.object.sha
  if (await wasHunted(history.database, repositoryId, headSha)) return 'nothing_new'
  return history.transaction(async (database) => {
    await lockDispatches(database, installationId)
    const [loads, caps] = [await loadsOf(database, { repositoryId, installationId }, now()), capsOf(settings)]
    if (fullNow(loads, caps) !== null) return 'later'
    const usedUp = usedUpToday(loads, caps)
    const [id, nonce] = [newHuntId(), randomBytes(16).toString('hex')]
    const hunt: Hunt = {
      ...{ repositoryId, installationId, id, day, headSha, nonce, workflowRunId: null, dispatchedAt: null, createdAt: now() },
      state: usedUp === null ? 'dispatching' : 'skipped',
      reason: usedUp === null ? null : `the ${usedUp} has used up its healings of the day`,
      job: {
        ...{ protocol: PROTOCOL_VERSION, task: 'hunt', hunt: id, nonce, repository: fullName, head: headSha },
        ...{ legs: [...LEGS], budgetMinutes: settings.FLAKY_NIGHTLY_MINUTES, cure: settings.FLAKY_CURE },
        settings: {
          ...{ minRuns: settings.FLAKY_MIN_RUNS, maxRuns: settings.FLAKY_MAX_RUNS, threshold: settings.FLAKY_DETECTION_THRESHOLD },
          ...{ testFilesAdd: [...settings.TEST_FILES_ADD], testFilesExclude: [...settings.TEST_FILES_EXCLUDE] },
        },
      },
    }
    await createHunt(database, hunt)
    return usedUp === null ? hunt : 'nothing_new'
  })
}

/** Why there is none; null once it was started. */
async function dispatch(context: JobContext, scope: JobScope, hunt: Hunt): Promise<string | null> {
  const { history, now, send } = context
  const check = await inspectWorkflow(scope.target, scope.defaultBranch)
  if (check.outcome === 'not_dispatchable') return check.detail
  if (!check.canHunt) return 'The workflow file has no jobs for this: run `suture init --update` and merge it.'
  const started = await applyEffect(scope.target, {
    ...{ kind: 'dispatch_workflow', workflow: WORKFLOW_FILE, ref: scope.defaultBranch, nonce: hunt.nonce },
    inputs: { job: JSON.stringify({ ...hunt.job, protocol: check.protocol }), nonce: hunt.nonce },
  })
  const workflowRunId = started === RUN_NOT_KNOWN_YET ? null : started
  await history.transaction(async (database) => {
    const isFirst = await changeHunt(database, hunt, ['dispatching'], { state: 'running', workflowRunId, dispatchedAt: now() })
    const { repositoryId, id: huntId } = hunt
    if (isFirst) await send(database, 'follow-hunt', { repositoryId, huntId }, { afterSeconds: FIRST_LOOK_SECONDS })
  })
  return null
}
