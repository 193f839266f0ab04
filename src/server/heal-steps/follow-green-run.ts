import { applyEffect } from '../effects/apply-effects.ts'
import { isOwnBranch } from '../github/own-work.ts'
import type { CiRun } from '../history/ci-runs.ts'
import { canStartGeneration, takesFailures } from '../history/healings/healing-state.ts'
import { listHealingsOfCommit } from '../history/healings/healings.ts'
import { startGeneration } from '../history/healings/transition.ts'
import { showsAdvice } from '../history/stale-looks.ts'
import { listFailuresOfHealing } from '../history/test-failures.ts'
import type { JobContext } from '../queue/job.ts'
import { renderGreenCheck } from '../render/check-output.ts'
import { renderResolvedComment, renderSlowdownComment, STICKY_MARKER } from '../render/sticky-comment.ts'
import { commitProgress } from './commit-progress.ts'
import { findPullOfRun, type PullOfRun } from './find-pull.ts'
import type { JobScope } from './job-scope.ts'
import { payloadOf } from './move-healing.ts'
import { closeOwnPulls } from './offers/close-own-pulls.ts'
import { readSlowdowns } from './regressions/read-slowdowns.ts'

/**
 * A green run after a red one of the same tree is the proof of a flake, and is said; once all of a commit is green, what was said of
 * its pull request is resolved.
 */
export async function followGreenRun(context: JobContext, scope: JobScope, run: CiRun): Promise<void> {
  if (isOwnBranch(run.headBranch)) return
  if (run.attempt > 1) await proveFlakes(context, run)
  const runs = await commitProgress(context.history.database, scope.target, scope.repositoryId, run.headSha)
  const isGreen = runs.every(({ isCompleted, conclusion }) => isCompleted && ['success', 'skipped', 'neutral'].includes(conclusion ?? ''))
  if (isGreen && run.attempt === 1) await resolve(context, scope, run)
}

/** Updates the answers of the failed attempt: what failed there has now passed on the same tree. */
async function proveFlakes({ history, send, now }: JobContext, run: CiRun): Promise<void> {
  await history.transaction(async (database) => {
    const healings = await listHealingsOfCommit(database, run.repositoryId, run.headSha)
    for (const healing of healings.filter(({ attempt }) => attempt < run.attempt)) {
      const failures = await listFailuresOfHealing(database, run.repositoryId, healing.id)
      if (!failures.some(({ ciRunId }) => ciRunId === run.id)) continue
      const open = canStartGeneration(healing.state) && healing.finishedAt !== null
      const again = open ? await startGeneration(database, healing, { event: 'passed later', now: now(), waitUntil: now() }) : null
      const next = again ?? (takesFailures(healing.state) ? healing : null)
      if (next) await send(database, 'triage', payloadOf(next))
    }
  })
}

/** The comment of an earlier red commit says that it is over. A commit that never failed hears nothing, unless it makes tests slower. */
async function resolve(context: JobContext, scope: JobScope, run: CiRun): Promise<void> {
  const { target, repositoryUrl } = scope
  const pull = await findPullOfRun(target, run)
  if (pull) await lookForStale(context, scope, run, pull)
  if (pull && !(await showsAdvice(context.history.database, scope.repositoryId, pull.number))) {
    const links = { repositoryUrl, headSha: run.headSha, baseSha: null }
    const { settings } = await scope.settings()
    const slower =
      settings.mode === 'observe'
        ? []
        : await readSlowdowns(context.history.database, run, scope.defaultBranch, settings.PERFORMANCE_REGRESSION_THRESHOLD)
    const body = slower.length > 0 ? renderSlowdownComment(links, slower) : renderResolvedComment(links)
    await applyEffect(target, { kind: 'upsert_comment', issue: pull.number, marker: STICKY_MARKER, body, onlyUpdate: slower.length === 0 })
  }
  if (run.headBranch !== null) await closeOwnPulls(context, scope, run.headBranch, 'the branch is green without it', null)
  await applyEffect(target, { kind: 'check', headSha: run.headSha, externalId: '', ...renderGreenCheck() })
}

/** A green pull request is looked at for what no test says anything of, where that is wanted. Other people's code gets no machine for that. */
async function lookForStale({ history, send }: JobContext, scope: JobScope, run: CiRun, pull: PullOfRun): Promise<void> {
  const { repositoryId } = scope
  const isOwn = run.headRepositoryId === repositoryId
  if (!isOwn || !(await scope.settings()).settings.STALE_TESTS) return
  const asked = { repositoryId, pullNumber: pull.number, headSha: run.headSha, baseSha: pull.base.sha }
  await history.transaction((database) => send(database, 'start-stale', asked))
}
