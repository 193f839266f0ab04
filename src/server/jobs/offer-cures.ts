import { createHash } from 'node:crypto'
import { cureBranch } from '../github/own-work.ts'
import { readAgain } from '../github/read-download.ts'
import { tarball } from '../heal-steps/fetch-trees.ts'
import { type JobScope, openJobScope } from '../heal-steps/job-scope.ts'
import { offerEdits } from '../heal-steps/offers/offer-edits.ts'
import { findHunt, type Hunt, listUnreviewedCures, type StoredCure, setCures } from '../history/hunts.ts'
import type { CuredCause, CuredFinding } from '../intake/cures/cured-cause.ts'
import { reviewCuresInProcess } from '../intake/verify-in-process.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { renderCurePull } from '../render/cures/cure-pull.ts'
import { deliveryMode } from '../triage/delivery-mode.ts'

/** Makes a hunt's cures again from the texts on GitHub, and offers what holds: a pull request for each cause, or the edits in comments. */
export const offerCures: Job<'offer-cures'> = {
  name: 'offer-cures',
  expireInSeconds: 300,
  concurrency: 1, // a commit is unpacked for it
  async run({ repositoryId, huntId }, context) {
    const { history, signal, log } = context
    const hunt = await findHunt(history.database, { repositoryId, id: huntId })
    const findings = hunt?.state === 'done' ? await listUnreviewedCures(history.database, hunt) : []
    const scope = hunt && findings.length > 0 ? await openJobScope(context, repositoryId) : null
    if (!hunt || !scope) return
    const { settings } = await scope.settings()
    const mode = deliveryMode(settings, false)
    if (!settings.FLAKY_CURE || mode === 'observe') return
    const review = () => reviewCuresInProcess({ findings, settings }, tarball(scope.target, hunt.headSha, signal), signal)
    const verdict = await readAgain(review, signal)
    if (verdict.outcome === 'rejected') {
      log.warn({ hunt: huntId, reason: verdict.reason }, 'cures not taken')
      return setCures(history.database, hunt, new Map(findings.map(({ testId }) => [testId, refusedCure(verdict.reason)])))
    }
    for (const { testId, reason } of verdict.refused) log.warn({ hunt: huntId, testId, reason }, 'cure refused')
    await setCures(history.database, hunt, new Map(verdict.refused.map(({ testId, reason }) => [testId, refusedCure(reason)])))
    for (const cured of verdict.causes) {
      const offered = mode === 'pr' ? await offer(context, scope, hunt, cured, findings) : shownCure(cured)
      await setCures(history.database, hunt, new Map(cured.testIds.map((testId) => [testId, offered])))
      log.info({ hunt: huntId, topic: cured.topic, ...offered, patch: undefined }, 'cure offered')
    }
  },
}

async function offer(
  context: JobContext,
  scope: JobScope,
  hunt: Hunt,
  cured: CuredCause,
  findings: readonly CuredFinding[],
): Promise<StoredCure> {
  const { headSha, workflowRunId } = hunt
  const { repositoryUrl } = scope
  const runUrl = workflowRunId === null ? null : `${repositoryUrl}/actions/runs/${workflowRunId}`
  const topicDigest = createHash('sha256').update(cured.topic).digest('hex')
  const offered = await offerEdits(context, scope, {
    ...{ kind: 'cure', topic: cured.topic, subjects: cured.testIds.map((testId) => `${cured.cause} ${testId}`) },
    ...{ branch: cureBranch(cured.cause, topicDigest, headSha), parent: headSha },
    files: cured.files.map(({ path, after, mode }) => ({ path, content: after, mode })),
    ...renderCurePull({ repositoryUrl, headSha, baseSha: null, cured, findings, runUrl }),
  })
  if (offered.outcome === 'declined') return refusedCure('somebody closed a pull request with a cure of it')
  if (offered.outcome === 'refused') return shownCure(cured)
  return { ...shownCure(cured), pullNumber: offered.number }
}

function shownCure({ patch, why }: CuredCause): StoredCure {
  return { pullNumber: null, patch, why, refused: null }
}

function refusedCure(refused: string): StoredCure {
  return { pullNumber: null, patch: null, why: null, refused }
}
