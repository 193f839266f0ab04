import { randomBytes } from 'node:crypto'
import type { Settings } from '../../config/settings.ts'
import { applyEffect } from '../effects/apply-effects.ts'
import { askedFor } from '../heal-steps/asked-for.ts'
import { commitProgress } from '../heal-steps/commit-progress.ts'
import { compareBase } from '../heal-steps/compare-base.ts'
import { endsOf } from '../heal-steps/ends/give-up-healing.ts'
import { type FailedJobOfRun, failedJobs, leftOutOfRuns } from '../heal-steps/failed-jobs.ts'
import { failedTests } from '../heal-steps/failed-tests.ts'
import { healJobOf } from '../heal-steps/heal-job-of.ts'
import { isFork } from '../heal-steps/is-fork.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { failRun, healingIn, moveHealing } from '../heal-steps/move-healing.ts'
import { narrowedSettings } from '../heal-steps/requests/narrowed-settings.ts'
import { loadsOf, moveInTurn, waitForTurn } from '../heal-steps/take-turn.ts'
import { listUnreadRuns } from '../history/ci-runs.ts'
import type { Healing } from '../history/healings/healing.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { renderGreenCheck } from '../render/check-output.ts'
import { words } from '../render/markdown.ts'
import { numberAnswers } from '../triage/answer.ts'
import { capsOf, fullNow, type Reached } from '../triage/caps.ts'
import { type HealingOutcome, NOTHING_FOUND } from '../triage/healing-outcome.ts'
import { logAnswers } from '../triage/log-answers.ts'
import { mayStart } from '../triage/may-start.ts'
import { planTriage, type TriagePlan } from '../triage/plan-triage.ts'
import { pullRequestWords } from '../triage/pull-request-words.ts'

/** Decides what a healing needs once its failures are known: nothing, an answer from the logs, or a run. */
export const triage: Job<'triage'> = {
  name: 'triage',
  ...endsOf('triage'),
  expireInSeconds: 120,
  async run(payload, context) {
    const { history, now, log } = context
    const found = await healingIn(history.database, payload, ['waiting', 'triaging'])
    const scope = found && (await openJobScope(context, payload.repositoryId))
    if (!found || !scope) return
    if (found.state === 'waiting') {
      const runs = await commitProgress(history.database, scope.target, scope.repositoryId, found.headSha)
      if (!mayStart(runs, found.waitUntil, now())) return
    }
    const healing = found.state === 'triaging' ? found : await moveHealing(context, found, { to: 'triaging', event: 'all failures are in' })
    if (!healing) return
    const { settings, detectFlaky } = await narrowedSettings(context, healing, (await scope.settings()).settings)
    const asked = await askedFor(context, healing)
    const all = await failedTests(history.database, healing, now())
    const tests = asked && asked.length > 0 ? all.filter(({ testId }) => asked.includes(testId)) : all
    const jobs = await failedJobs(history.database, healing)
    const [loads, caps] = [await loadsOf(history.database, healing, now()), capsOf(settings)]
    const plan = planTriage({ tests, jobs, isFork: isFork(healing), isAsked: asked !== null, loads, caps })
    log.info({ next: plan.next, open: plan.open.length, settled: plan.settled.length, machine: plan.machine.length }, 'triaged')
    const full = plan.next === 'later' ? fullNow(loads, caps) : await follow(context, scope, healing, plan, jobs, { settings, detectFlaky })
    if (full !== null) await waitForTurn(context, scope, healing, full, caps)
  },
}

/** Whose cap was reached before the healing could be dispatched; null where it went on. */
async function follow(
  context: JobContext,
  scope: JobScope,
  healing: Healing,
  plan: TriagePlan,
  jobs: readonly FailedJobOfRun[],
  { settings, detectFlaky }: { readonly settings: Settings; readonly detectFlaky: boolean },
): Promise<Reached> {
  if (plan.next === 'nothing') {
    const [unread] = await listUnreadRuns(context.history.database, healing.repositoryId, healing.headSha)
    if (unread) await failRun(context, healing, unread.reason)
    else await endGreen(context, scope, healing)
    return null
  }
  const settled = numberAnswers(logAnswers(plan))
  const leftOut = await leftOutOfRuns(context.history.database, healing)
  const result: HealingOutcome = { ...NOTHING_FOUND, answers: [...settled], notes: notesOf(healing, leftOut) }
  const base = await compareBase(context.history.database, scope.target, healing)
  const known = base === null ? {} : { baseSha: base }
  if (plan.next === 'answer' || base === null) {
    const why = base === null && plan.next === 'dispatch' ? { reason: 'there is no earlier commit to compare with' } : {}
    await moveHealing(context, healing, {
      to: 'delivering',
      event: 'answered from the logs',
      change: { result, ...known, ...why },
      next: { job: 'deliver' },
    })
    return null
  }
  const nonce = randomBytes(16).toString('hex')
  const intentTexts = await pullRequestTexts(scope, healing)
  const healJob = healJobOf({
    healing,
    nonce,
    base,
    repository: scope.fullName,
    tests: plan.open,
    jobs,
    settings,
    detectFlaky,
    intentTexts,
  })
  return moveInTurn(context, healing, capsOf(settings), {
    to: 'dispatching',
    event: 'to be run',
    change: { result, ...known, healJob, dispatchNonce: nonce },
    detail: { tests: plan.open.length },
    next: { job: 'dispatch' },
  })
}

/** A healing that waited has a check, which would stay in progress. */
async function endGreen(context: JobContext, scope: JobScope, healing: Healing): Promise<void> {
  if (healing.checkRunId !== null)
    await applyEffect(scope.target, { kind: 'check', headSha: healing.headSha, externalId: healing.id, ...renderGreenCheck() })
  await moveHealing(context, healing, { to: 'done', event: 'no test failed' })
}

/** What the pull request says now; the job keeps it, so that both sides read the same text even if it is edited later. */
async function pullRequestTexts({ target: { octokit, owner, repo } }: JobScope, { pullNumber }: Healing): Promise<readonly string[]> {
  if (pullNumber === null) return []
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })
  return pullRequestWords(data)
}

function notesOf(healing: Healing, leftOut: readonly string[]): string[] {
  const isMergeUnknown = healing.pullNumber !== null && healing.mergeHeadSha === null
  const merge = isMergeUnknown ? ['The log does not say which merge CI tested, so the head of the pull request was taken.'] : []
  return [...merge, ...leftOut.map((sentence) => words(sentence, 500))]
}
