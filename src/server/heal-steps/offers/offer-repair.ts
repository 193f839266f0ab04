import { repairBranch } from '../../github/own-work.ts'
import { readFile } from '../../github/read-file.ts'
import { listCiRunsOfCommit } from '../../history/ci-runs.ts'
import type { Healing } from '../../history/healings/healing.ts'
import { savePullRequest } from '../../history/healings/pull-request-outcomes.ts'
import { offerRepairs } from '../../history/healings/repairs.ts'
import { listFailuresOfHealing } from '../../history/test-failures.ts'
import type { JobContext } from '../../queue/job.ts'
import { commitMessage } from '../../render/commit-message.ts'
import type { Links } from '../../render/permalink.ts'
import { changedTests } from '../../render/proposals/changed-expectations.ts'
import { renderPullRequest } from '../../render/pull-request.ts'
import type { Answer } from '../../triage/answer.ts'
import { ciRunsInto } from '../../triage/ci-runs-into.ts'
import type { Offer } from '../../triage/healing-outcome.ts'
import type { JobScope } from '../job-scope.ts'
import { closeOwnPulls } from './close-own-pulls.ts'
import { openOrRefused } from './open-or-refused.ts'

const LABEL = 'suture'
/** What a reviewer has to look at: more than names changed. */
const CHANGES_EXPECTATIONS = 'suture: changes expectations'

/** `refused`: GitHub takes no pull request, and would take none the next time. `why` is the end of a sentence, with text of others. */
export type Offered =
  | { readonly kind: 'opened'; readonly number: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly why: string }

/** Opens the pull request of a healing and closes Suture's older ones into the same branch. */
export async function offerRepair(
  context: JobContext,
  scope: JobScope,
  healing: Healing,
  offer: Offer,
  answers: readonly Answer[],
  links: Links,
): Promise<Offered> {
  const { history, now } = context
  const { id, repositoryId, generation, headSha, headBranch: base, pullNumber } = healing
  if (base === null) return { kind: 'none' }
  const branch = repairBranch(headSha, pullNumber, generation)
  const offered = new Set(offer.tests.map(({ testId }) => testId))
  const runUrl = (run: number) => `${scope.repositoryUrl}/actions/runs/${run}`
  const [failure] = await listFailuresOfHealing(history.database, repositoryId, id)
  const { title, body } = renderPullRequest({
    ...links,
    ...{ healing: id, generation, base, branch, failedPull: pullNumber, changes: offer.changes, tests: offer.tests, patch: offer.patch },
    ...{ values: offer.values, accepted: offer.accepted, unproved: offer.unproved },
    failedRunUrl: failure ? runUrl(failure.ciRunId) : `${scope.repositoryUrl}/commit/${headSha}/checks`,
    untouched: answers.filter(({ testId }) => !offered.has(testId)).length,
    checks: {
      own: offer.ownChecks,
      claimed: offer.claimedChecks,
      runUrl: healing.workflowRunId === null ? null : runUrl(healing.workflowRunId),
    },
    ciRuns: await ciRuns(context, scope, healing, base),
  })
  const labels = changedTests(offer).size > 0 ? [LABEL, CHANGES_EXPECTATIONS] : [LABEL]
  const opened = await openOrRefused(scope, {
    ...{ kind: 'open_pull_request', branch, base, parent: headSha, message: commitMessage(title, offer.tests) },
    ...{ files: offer.files, title, body, labels },
  })
  if (typeof opened === 'string') {
    context.log.warn({ why: opened }, 'no pull request was opened')
    return { kind: 'refused', why: opened }
  }
  await history.transaction(async (database) => {
    const row = {
      repositoryId,
      pullNumber: opened.number,
      healingId: id,
      generation,
      branch,
      baseBranch: base,
      headSha: opened.headSha,
      openedAt: now(),
    }
    await savePullRequest(database, row)
    await offerRepairs(database, healing, opened.number)
  })
  await closeOwnPulls(context, scope, base, `#${opened.number} takes its place`, opened.number)
  return { kind: 'opened', number: opened.number }
}

async function ciRuns(
  { history }: JobContext,
  { target, repositoryId }: JobScope,
  healing: Healing,
  base: string,
): Promise<boolean | null> {
  const [run] = await listCiRunsOfCommit(history.database, repositoryId, healing.headSha)
  return run ? ciRunsInto(await readFile(target, run.workflowPath, healing.headSha), base) : null
}
