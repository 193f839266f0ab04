import type { Settings } from '../../config/settings.ts'
import { applyEffect, applyEffects } from '../effects/apply-effects.ts'
import { acceptancesOf } from '../heal-steps/acceptance/acceptances.ts'
import { tellAccepters } from '../heal-steps/acceptance/tell-accepters.ts'
import { askedFor } from '../heal-steps/asked-for.ts'
import { endsOf, wasGivenUp } from '../heal-steps/ends/give-up-healing.ts'
import { ASK_AGAIN } from '../heal-steps/ends/step-words.ts'
import { failedTests } from '../heal-steps/failed-tests.ts'
import { quarantineAutomatically } from '../heal-steps/gate/quarantine-automatically.ts'
import { isFork } from '../heal-steps/is-fork.ts'
import { isOutdated } from '../heal-steps/is-outdated.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { healingIn, moveHealing } from '../heal-steps/move-healing.ts'
import { type Offered, offerRepair } from '../heal-steps/offers/offer-repair.ts'
import { readFlakyNotes } from '../heal-steps/read-flaky-notes.ts'
import { readSlowdowns } from '../heal-steps/regressions/read-slowdowns.ts'
import { narrowedSettings } from '../heal-steps/requests/narrowed-settings.ts'
import { withSimilarFailures } from '../heal-steps/similar-failures.ts'
import { listUnreadRuns } from '../history/ci-runs.ts'
import type { Healing } from '../history/healings/healing.ts'
import { amendHealing } from '../history/healings/transition.ts'
import { listFailuresOfHealing, setVerdicts } from '../history/test-failures.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { renderAnsweredCheck, renderBrokenCheck } from '../render/check-output.ts'
import { renderAutomaticQuarantines } from '../render/gate/automatic-quarantines.ts'
import { words } from '../render/markdown.ts'
import type { Links } from '../render/permalink.ts'
import { BRANCH_MOVED_ON, renderFailedAcceptance } from '../render/proposals/failed-acceptance.ts'
import { renderBrokenComment, renderStickyComment, STICKY_MARKER } from '../render/sticky-comment.ts'
import { unreadRunNote } from '../render/unread-run-note.ts'
import { deliveryMode } from '../triage/delivery-mode.ts'
import { completedOutcome, type HealingOutcome, readHealingOutcome } from '../triage/healing-outcome.ts'

const NOT_OFFERED: Offered = { kind: 'none' }

/** Says what was found: pull request, comment and check, in this order, each at most once. */
export const deliver: Job<'deliver'> = {
  name: 'deliver',
  ...endsOf('deliver'),
  expireInSeconds: 300,
  async run(payload, context) {
    const { history, log } = context
    const healing = await healingIn(history.database, payload, ['delivering'])
    const scope = healing && (await openJobScope(context, payload.repositoryId))
    if (!healing || !scope) return
    const { settings: own, notes } = await scope.settings()
    const { settings } = await narrowedSettings(context, healing, own)
    const found = await complete(context, healing, [
      ...notes.map((note) => words(note, 500)),
      ...(await unreadRuns(context, scope, healing)),
    ])
    const answers = [...(await withSimilarFailures(history.database, healing, found.answers))]
    const outdated = await isOutdated(scope.target, healing)
    const mode = deliveryMode(settings, (await askedFor(context, healing)) !== null)
    const links = { repositoryUrl: scope.repositoryUrl, headSha: healing.headSha, baseSha: healing.baseSha }
    const mayOffer = mode === 'pr' && !outdated && !isFork(healing)
    const offered = mayOffer && found.offer ? await offerRepair(context, scope, healing, found.offer, answers, links) : NOT_OFFERED
    const refusal = offered.kind === 'refused' ? [refusedNote(offered.why)] : []
    const outcome = { ...found, answers, notes: [...refusal, ...found.notes] }
    const pullRequest = offered.kind === 'opened' ? offered.number : null
    if (mode !== 'observe' && !outdated) await comment(context, scope, settings, healing, outcome, pullRequest, links)
    await conclude(scope, healing, outcome, pullRequest, links, mode)
    await remember(context, healing, outcome)
    if (!outdated) await muteFlaky(context, scope, settings, healing, outcome)
    await tellOfAcceptances(context, scope, healing, outcome, outdated)
    log.info({ answers: outcome.answers.length, pullRequest, outdated }, 'delivered')
    await end(context, healing, outdated)
  },
}

/** What is known now: the run's answers, answers from the logs for the other tests, and the reason. */
async function complete({ history, log, now }: JobContext, healing: Healing, more: readonly string[]): Promise<HealingOutcome> {
  const { outcome: found, isReadable } = readHealingOutcome(healing.result)
  const outcome = { ...found, notes: [...found.notes, ...more] }
  if (!isReadable) log.error({ healing: healing.id, notes: found.notes }, 'stored result unreadable')
  if (healing.reason === null && isReadable) return outcome
  const notes = healing.reason === null ? [] : [`Suture has no result of its own for this: ${words(healing.reason, 500)}`]
  return completedOutcome({ ...outcome, notes: [...outcome.notes, ...notes] }, await failedTests(history.database, healing, now()))
}

/** Runs whose failures nobody knows; where one of them is the reason itself, that says it. */
async function unreadRuns({ history }: JobContext, { repositoryUrl }: JobScope, healing: Healing): Promise<readonly string[]> {
  const runs = await listUnreadRuns(history.database, healing.repositoryId, healing.headSha)
  const others = runs.filter(({ reason }) => reason !== healing.reason)
  return others.map((run) => unreadRunNote(run, `${repositoryUrl}/actions/runs/${run.id}/attempts/${run.attempt}`))
}

async function comment(
  { history, now }: JobContext,
  scope: JobScope,
  settings: Settings,
  healing: Healing,
  outcome: HealingOutcome,
  pullRequest: number | null,
  links: Links,
): Promise<void> {
  const { pullNumber, id, generation } = healing
  if (pullNumber === null) return
  if (outcome.answers.length === 0) return commentBroken(scope, healing, pullNumber, links)
  const isQuiet = outcome.answers.every(({ quarantine }) => quarantine !== null)
  const [failure] = await listFailuresOfHealing(history.database, healing.repositoryId, id)
  const runUrl = (run: number) => `${scope.repositoryUrl}/actions/runs/${run}`
  const body = renderStickyComment({
    ...links,
    ...{
      healing: id,
      generation,
      answers: outcome.answers,
      pullRequest,
      patch: pullRequest === null ? (outcome.offer?.patch ?? '') : '',
      notes: [...outcome.failedAcceptances.map(renderFailedAcceptance), ...outcome.notes],
      proposals: outcome.proposals,
      accepted: outcome.offer?.accepted ?? [],
      flaky: await readFlakyNotes(history.database, healing.repositoryId, outcome.answers),
      slower: await readSlowdowns(history.database, healing, scope.defaultBranch, settings.PERFORMANCE_REGRESSION_THRESHOLD),
    },
    failedRunUrl: failure ? runUrl(failure.ciRunId) : `${scope.repositoryUrl}/commit/${healing.headSha}/checks`,
    ownRunUrl: ownRunUrl(scope, healing),
  })
  const commentId = await applyEffect(scope.target, {
    kind: 'upsert_comment',
    issue: pullNumber,
    marker: STICKY_MARKER,
    body,
    onlyUpdate: isQuiet,
  })
  if (commentId !== null) await amendHealing(history.database, healing, { commentId }, now())
}

/** Where nothing is known but why: the thread hears it too, for the author may not look at the check of one run among many. */
async function commentBroken({ target }: JobScope, { reason }: Healing, issue: number, links: Links): Promise<void> {
  if (reason === null) return
  await applyEffect(target, {
    kind: 'upsert_comment',
    issue,
    marker: STICKY_MARKER,
    body: renderBrokenComment(links, reason, ASK_AGAIN),
  })
}

/** The patch stands in the comment then, as where nothing is to be opened. */
function refusedNote(why: string): string {
  return `GitHub takes no pull request of Suture here (${words(why, 300)}), so the repair is a patch below.`
}

function ownRunUrl({ repositoryUrl }: JobScope, { workflowRunId }: Healing): string | null {
  return workflowRunId === null ? null : `${repositoryUrl}/actions/runs/${workflowRunId}`
}

/** The check says the same, and is the only output if there is no pull request or nothing may be written. */
async function conclude(
  scope: JobScope,
  healing: Healing,
  { answers, offer, proposals, notes }: HealingOutcome,
  pullRequest: number | null,
  links: Links,
  mode: Settings['mode'],
): Promise<void> {
  // a yes is given in a pull request's thread
  const acceptable = healing.pullNumber === null ? [] : proposals
  const patch = pullRequest === null && mode !== 'observe' ? (offer?.patch ?? '') : ''
  const text =
    answers.length === 0
      ? renderBrokenCheck(healing.reason ?? 'no answer was found', ASK_AGAIN)
      : renderAnsweredCheck({
          ...links,
          answers,
          pullRequest,
          patch,
          notes,
          ownRunUrl: ownRunUrl(scope, healing),
          proposals: acceptable,
          accepted: offer?.accepted ?? [],
        })
  await applyEffect(scope.target, { kind: 'check', headSha: healing.headSha, externalId: healing.id, ...text })
}

async function remember({ history }: JobContext, healing: Healing, { answers }: HealingOutcome): Promise<void> {
  const byTest = new Map(answers.map((answer) => [answer.testId, answer]))
  const failures = await listFailuresOfHealing(history.database, healing.repositoryId, healing.id)
  const verdicts = failures.flatMap(({ id, test }) => {
    const answer = byTest.get(test.testId)
    if (!answer) return []
    const { verdict, confidence, shortId, rootCause, evidence } = answer
    return [{ id, verdict: { verdict, confidence, shortId, rootCause, evidence } }]
  })
  await setVerdicts(history.database, healing.repositoryId, verdicts)
}

/** Flaky tests are quarantined where the settings ask for it, and the thread is told once. */
async function muteFlaky(
  context: JobContext,
  scope: JobScope,
  settings: Settings,
  healing: Healing,
  { answers }: HealingOutcome,
): Promise<void> {
  const muted = await quarantineAutomatically(context, scope, settings, healing, answers)
  if (muted === null || healing.pullNumber === null) return
  const marker = `<!-- suture:quarantined ${healing.id} ${healing.generation} -->`
  await applyEffect(scope.target, { kind: 'reply', issue: healing.pullNumber, marker, body: renderAutomaticQuarantines(muted) })
}

/** Who accepted something is told where nothing came of it. */
async function tellOfAcceptances(
  context: JobContext,
  scope: JobScope,
  healing: Healing,
  { failedAcceptances }: HealingOutcome,
  outdated: boolean,
): Promise<void> {
  const acceptances = await acceptancesOf(context, healing)
  const failed = outdated
    ? acceptances.map(({ comment }) => ({ comment, text: BRANCH_MOVED_ON }))
    : failedAcceptances.map((one) => ({ comment: one.comment, text: renderFailedAcceptance(one) }))
  await applyEffects(scope.target, tellAccepters(healing.pullNumber, acceptances, failed))
}

async function end(context: JobContext, healing: Healing, outdated: boolean): Promise<void> {
  const hasFailed = healing.reason !== null && (healing.dispatchedAt !== null || (await wasGivenUp(context, healing)))
  const to = outdated ? 'superseded' : hasFailed ? 'failed' : 'done'
  await moveHealing(context, healing, { to, event: 'delivered' })
}
