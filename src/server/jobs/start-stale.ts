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
import { changeStaleLook, createStaleLook, findStaleLookOf, newStaleLookId, type StaleLook } from '../history/stale-looks.ts'
import type { Job, JobContext } from '../queue/job.ts'
import type { PayloadOf } from '../queue/payload.ts'
import { capsOf, fullNow, usedUpToday } from '../triage/caps.ts'

const LATER_SECONDS = 300
const FIRST_LOOK_SECONDS = 60

type Asked = PayloadOf<'start-stale'>

/** Starts the look at one green commit of a pull request, once; where the caps leave no room it waits, and a moved branch ends that. */
export const startStale: Job<'start-stale'> = {
  name: 'start-stale',
  expireInSeconds: 120,
  async run(asked, context) {
    const { history, now, log } = context
    const known = await findStaleLookOf(history.database, asked)
    if (known !== null && known.state !== 'dispatching') return
    const scope = await openJobScope(context, asked.repositoryId)
    const settings = scope && (await scope.settings()).settings
    if (!scope || !settings?.STALE_TESTS || !(await isTip(scope, asked))) return
    const look = known ?? (await prepare(context, scope, settings, asked))
    if (look === 'later') {
      await history.transaction((database) => context.send(database, 'start-stale', asked, { afterSeconds: LATER_SECONDS }))
      return
    }
    const refused = look.state === 'skipped' ? look.reason : await dispatch(context, scope, look)
    if (refused === null) return
    log.warn({ look: look.id, refused }, 'no look at a green pull request')
    await changeStaleLook(history.database, look, ['dispatching'], { state: 'skipped', reason: refused, finishedAt: now() })
  },
  async giveUp(asked, { why }, { history, now }) {
    const look = await findStaleLookOf(history.database, asked)
    const change = { state: 'failed' as const, reason: `it could not be started: ${why}`, finishedAt: now() }
    if (look) await changeStaleLook(history.database, look, ['dispatching'], change)
  },
}

async function isTip({ target: { octokit, owner, repo } }: JobScope, { pullNumber, headSha }: Asked): Promise<boolean> {
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })
  return data.state === 'open' && data.head.sha === headSha
}

/** The look, if the caps of the repository and its installation leave room for it: healings, hunts and looks share them. */
async function prepare(context: JobContext, scope: JobScope, settings: Settings, asked: Asked): Promise<StaleLook | 'later'> {
  const { history, now } = context
  const { target, repositoryId, installationId, fullName } = scope
  const { octokit, owner, repo } = target
  const { pullNumber, headSha, baseSha } = asked
  const basehead = `${baseSha}...${headSha}`
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 })
  return history.transaction(async (database) => {
    await lockDispatches(database, installationId)
    const [loads, caps] = [await loadsOf(database, { repositoryId, installationId }, now()), capsOf(settings)]
    if (fullNow(loads, caps) !== null) return 'later'
    const usedUp = usedUpToday(loads, caps)
    const [id, nonce] = [newStaleLookId(), randomBytes(16).toString('hex')]
    const look: StaleLook = {
      ...{ repositoryId, installationId, id, pullNumber, headSha, nonce, workflowRunId: null, dispatchedAt: null, createdAt: now() },
      state: usedUp === null ? 'dispatching' : 'skipped',
      reason: usedUp === null ? null : `the ${usedUp} has used up its healings of the day`,
      job: {
        ...{ protocol: PROTOCOL_VERSION, task: 'hunt', look: 'stale', lookId: id, nonce, repository: fullName },
        ...{ base: data.merge_base_commit.sha, head: headSha, legs: [1], budgetMinutes: settings.STALE_TESTS_MINUTES },
        settings: { testFilesAdd: [...settings.TEST_FILES_ADD], testFilesExclude: [...settings.TEST_FILES_EXCLUDE] },
      },
    }
    await createStaleLook(database, look)
    return look
  })
}

/** Why there is none; null once it was started. */
async function dispatch(context: JobContext, scope: JobScope, look: StaleLook): Promise<string | null> {
  const { history, now, send } = context
  const check = await inspectWorkflow(scope.target, scope.defaultBranch)
  if (check.outcome === 'not_dispatchable') return check.detail
  if (!check.canHunt) return 'The workflow file has no jobs for this: run `suture init --update` and merge it.'
  const started = await applyEffect(scope.target, {
    ...{ kind: 'dispatch_workflow', workflow: WORKFLOW_FILE, ref: scope.defaultBranch, nonce: look.nonce },
    inputs: { job: JSON.stringify({ ...look.job, protocol: check.protocol }), nonce: look.nonce },
  })
  const workflowRunId = started === RUN_NOT_KNOWN_YET ? null : started
  await history.transaction(async (database) => {
    const isFirst = await changeStaleLook(database, look, ['dispatching'], { state: 'running', workflowRunId, dispatchedAt: now() })
    const { repositoryId, id: lookId } = look
    if (isFirst) await send(database, 'follow-stale', { repositoryId, lookId }, { afterSeconds: FIRST_LOOK_SECONDS })
  })
  return null
}
