import { appLogin } from '../github/app-login.ts'
import { whyNoVerdict } from '../heal-steps/why-no-verdict.ts'
import type { Database } from '../history/connection/database.ts'
import { declineSignature } from '../history/declined-signatures.ts'
import { takesFailures } from '../history/healings/healing-state.ts'
import { listHealingsOfPull } from '../history/healings/healings.ts'
import { decidePullRequest, findPullRequest, type PullRequestOutcome } from '../history/healings/pull-request-outcomes.ts'
import { listRepairs } from '../history/healings/repairs.ts'
import { transition } from '../history/healings/transition.ts'
import { decideMaintenance, findMaintenancePull, type MaintenancePull } from '../history/maintenance-pulls.ts'
import { endMaintenance } from '../history/predictions/predictions.ts'
import { listFailuresOfHealing } from '../history/test-failures.ts'
import type { JobContext } from '../queue/job.ts'
import { PullRequestPayload } from './event-payloads.ts'
import type { Webhook } from './webhook.ts'

/** One of Suture's pull requests was merged, edited and merged, or closed (a no); healings of any other closed pull request end. */
export const pullRequestClosed: Webhook = {
  event: 'pull_request',
  action: 'closed',
  async record(database, payload, { now }) {
    const { pull_request: pull, repository } = PullRequestPayload.parse(payload)
    await endMaintenance(database, repository.id, pull.number)
    if (await findPullRequest(database, repository.id, pull.number)) return null
    if (await findMaintenancePull(database, repository.id, pull.number)) return null
    return endHealings(database, repository.id, pull.number, now())
  },
  async run(payload, _delivery, context) {
    const { history, github, now } = context
    const { pull_request: pull, repository, sender } = PullRequestPayload.parse(payload)
    const own = await findPullRequest(history.database, repository.id, pull.number)
    const maintenance = own ? null : await findMaintenancePull(history.database, repository.id, pull.number)
    if (maintenance) return closeMaintenance(context, maintenance, pull, sender)
    if (!own) return history.transaction((database) => endHealings(database, repository.id, pull.number, now()))
    if (!pull.merged && sender.login === (await appLogin(github))) return 'closed by ourselves'
    const noVerdict = pull.merged || own.outcome !== 'open' ? null : await whyNoVerdict(context, own, sender)
    const outcome = pull.merged ? mergedOutcome(pull, own) : noVerdict === null ? 'closed' : 'superseded'
    return history.transaction(async (database) => {
      const isFirst = await decidePullRequest(database, repository.id, pull.number, { outcome, by: sender.login, at: now() })
      if (isFirst && outcome === 'closed') await decline(database, own, sender.login, now())
      return noVerdict === null ? outcome : `${outcome}: ${noVerdict}`
    })
  },
}

/** One whose edits repair no failure: a person's closing is a no to what it was about. */
async function closeMaintenance(
  context: JobContext,
  own: MaintenancePull,
  pull: { readonly merged: boolean; readonly head: { readonly sha: string } },
  sender: { readonly login: string; readonly type: string },
): Promise<string> {
  const { history, github, now } = context
  if (!pull.merged && sender.login === (await appLogin(github))) return 'closed by ourselves'
  const noVerdict = pull.merged || own.outcome !== 'open' ? null : await whyNoVerdict(context, own, sender)
  const outcome = pull.merged ? mergedOutcome(pull, own) : noVerdict === null ? 'closed' : 'superseded'
  await decideMaintenance(history.database, own.repositoryId, own.pullNumber, { outcome, by: sender.login, at: now() })
  return noVerdict === null ? outcome : `${outcome}: ${noVerdict}`
}

function mergedOutcome(
  { head }: { readonly head: { readonly sha: string } },
  { headSha }: Pick<PullRequestOutcome, 'headSha'>,
): 'merged' | 'edited_then_merged' {
  return head.sha === headSha ? 'merged' : 'edited_then_merged'
}

/** The failures that the pull request would have repaired are not offered again. */
async function decline(database: Database, own: PullRequestOutcome, declinedBy: string, now: Date): Promise<void> {
  const { repositoryId, healingId, pullNumber } = own
  const repairs = (await listRepairs(database, { repositoryId, id: healingId })).filter((repair) => repair.pullNumber === pullNumber)
  const testIds = new Set(repairs.flatMap((repair) => repair.testIds))
  const failures = await listFailuresOfHealing(database, repositoryId, healingId)
  for (const { test, signature } of failures.filter((failure) => testIds.has(failure.test.testId)))
    await declineSignature(database, {
      ...{ repositoryId, testId: test.testId, strictSignature: signature.strict, looseSignature: signature.loose },
      ...{ signatureVersion: signature.version, anyValue: false, pullNumber, declinedBy, declinedAt: now },
    })
}

/** What was dispatched goes on, and finds the pull request closed when it would deliver. */
async function endHealings(database: Database, repositoryId: number, pullNumber: number, now: Date): Promise<string> {
  const open = (await listHealingsOfPull(database, repositoryId, pullNumber)).filter(({ state }) => takesFailures(state))
  for (const healing of open)
    await transition(database, healing, 'superseded', {
      event: 'pull request closed',
      now,
      change: { reason: 'the pull request was closed' },
    })
  return `${open.length} healings ended`
}
