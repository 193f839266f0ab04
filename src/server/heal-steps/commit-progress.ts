import { isOwnRun } from '../github/own-work.ts'
import type { EffectTarget } from '../github/target.ts'
import { listCiRunsOfCommit } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import type { RunProgress } from '../triage/may-start.ts'

/** A run of a commit as GitHub knows it now: its newest attempt. */
export type CommitRun = RunProgress & {
  readonly id: number
  readonly attempt: number
  readonly event: string
  readonly conclusion: string | null
}

/** Every CI run of a commit, with its progress and with ours in reading it. Suture's own runs do not count. */
export async function commitProgress(
  database: Database,
  target: EffectTarget,
  repositoryId: number,
  headSha: string,
): Promise<readonly CommitRun[]> {
  const { octokit, owner, repo } = target
  const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({ owner, repo, head_sha: headSha, per_page: 100 })
  const stored = await listCiRunsOfCommit(database, repositoryId, headSha)
  return data.workflow_runs
    .filter((run) => !isOwnRun(run))
    .map((run) => {
      const attempt = run.run_attempt ?? 1
      const isIngested = stored.some((one) => one.id === run.id && one.attempt === attempt && one.ingestedAt !== null)
      return { id: run.id, attempt, event: run.event, conclusion: run.conclusion, isCompleted: run.status === 'completed', isIngested }
    })
}
