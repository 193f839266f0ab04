import type { EffectTarget } from '../github/target.ts'
import type { CiRun } from '../history/ci-runs.ts'
import { MAX_LISTED } from './run-limits.ts'

/** The jobs of a run's attempt. */
export async function listRunJobs({ octokit, owner, repo }: EffectTarget, run: CiRun) {
  const given = { owner, repo, run_id: run.id, attempt_number: run.attempt, per_page: 100 }
  const enough = enoughAfter(MAX_LISTED)
  return octokit.paginate(octokit.rest.actions.listJobsForWorkflowRunAttempt, given, ({ data }, done) => enough(data, done))
}

/** The artifacts of a run that may be of its attempt, expired ones too. */
export async function listRunArtifacts({ octokit, owner, repo }: EffectTarget, run: CiRun) {
  const given = { owner, repo, run_id: run.id, per_page: 100 }
  const enough = enoughAfter(MAX_LISTED)
  const found = await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, given, ({ data }, done) => enough(data, done))
  return found.filter(({ created_at: at }) => at === null || new Date(at) >= run.startedAt)
}

/** Ends a listing after so many items. */
function enoughAfter(limit: number) {
  let count = 0
  return <Item>(page: Item[], done: () => void): Item[] => {
    count += page.length
    if (count >= limit) done()
    return page
  }
}

/**
 * At most `limit` jobs: of each kind (a name without its matrix values) the first, then of each kind the second, so that a large matrix
 * leaves no other job unread.
 */
export function chooseJobs<Job extends { readonly name: string }>(jobs: readonly Job[], limit: number): readonly Job[] {
  const seen = new Map<string, number>()
  const ranked = jobs.map((job) => {
    const kind = job.name.replace(/ \([^()]*\)$/, '')
    const rank = seen.get(kind) ?? 0
    seen.set(kind, rank + 1)
    return { job, rank }
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ job }) => job)
}
