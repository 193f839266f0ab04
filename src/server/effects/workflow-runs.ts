import { type EffectTarget, NO_RETRY, statusOf } from '../github/target.ts'
import { createOnce } from './create-once.ts'
import type { EffectOf } from './effect.ts'

/** What `dispatchWorkflow` returns where GitHub took the dispatch without telling the run: it is found by its nonce a little later. */
export const RUN_NOT_KNOWN_YET = 0

/** Starts the workflow unless a run with this nonce is there. Returns the run's id, or RUN_NOT_KNOWN_YET. */
export function dispatchWorkflow(target: EffectTarget, effect: EffectOf<'dispatch_workflow'>): Promise<number> {
  const { octokit, owner, repo } = target
  const { workflow, ref, inputs, nonce } = effect
  return createOnce(
    octokit,
    () => findRun(target, workflow, nonce),
    async () => {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
        ...{ owner, repo, workflow_id: workflow, ref, inputs, return_run_details: true },
        ...NO_RETRY,
      })
      return runIdIn(data) ?? RUN_NOT_KNOWN_YET
    },
  )
}

/** The run whose name holds this nonce, among the newest dispatched ones. */
export async function findRun({ octokit, owner, repo }: EffectTarget, workflow: string, nonce: string): Promise<number | null> {
  const { data } = await octokit.rest.actions.listWorkflowRuns({
    owner,
    repo,
    workflow_id: workflow,
    event: 'workflow_dispatch',
    per_page: 100,
  })
  return data.workflow_runs.find(({ display_title: title }) => title.includes(nonce))?.id ?? null
}

/** Asks GitHub to stop a run; one that has ended, or is gone, needs no stop. */
export async function cancelRun({ octokit, owner, repo }: EffectTarget, { run }: EffectOf<'cancel_run'>): Promise<void> {
  try {
    await octokit.rest.actions.cancelWorkflowRun({ owner, repo, run_id: run, ...NO_RETRY })
  } catch (error) {
    if (![404, 409].includes(statusOf(error))) throw error
  }
}

/** GitHub answers with the run since 2026; older servers answer nothing. */
function runIdIn(data: unknown): number | null {
  const id = typeof data === 'object' && data !== null && 'workflow_run_id' in data ? data.workflow_run_id : null
  return typeof id === 'number' ? id : null
}
