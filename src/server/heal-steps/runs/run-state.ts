import { type EffectTarget, statusOf } from '../../github/target.ts'

type RunState = { readonly isCompleted: boolean; readonly conclusion: string | null; readonly attempt: number }

/** How far one of our runs is. */
export async function getRun({ octokit, owner, repo }: EffectTarget, run: number): Promise<RunState | 'gone'> {
  try {
    const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: run })
    return { isCompleted: data.status === 'completed', conclusion: data.conclusion, attempt: data.run_attempt ?? 1 }
  } catch (error) {
    if (statusOf(error) === 404) return 'gone'
    throw error
  }
}

/** Why nothing of this run counts; null where it may. */
export function whyLost(run: RunState | 'gone' | null): string | null {
  if (run === null) return null
  if (run === 'gone') return 'the run was deleted before it could be read'
  if (run.attempt > 1) return 'somebody restarted the run, so its report does not count'
  return run.conclusion === 'cancelled' ? 'the run was cancelled' : null
}
