import type { EffectTarget } from '../../github/target.ts'
import { checkRunFacts, type RunFacts } from '../../intake/check-run-facts.ts'
import type { JobScope } from '../job-scope.ts'
import { inspectWorkflow } from './inspect-workflow.ts'

/** Why the run is not the one that we started, from GitHub's own word. */
export async function foreignRun(
  { target, defaultBranch }: Pick<JobScope, 'target' | 'defaultBranch'>,
  id: number,
): Promise<string | null> {
  const { octokit, owner, repo, login } = target
  const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: id })
  const workflow = await workflowAt(target, data.head_sha)
  const facts: RunFacts = {
    ...{ id: data.id, attempt: data.run_attempt ?? 1, path: data.path, event: data.event, headBranch: data.head_branch },
    actor: data.actor?.login ?? null,
    workflow,
  }
  return checkRunFacts(facts, { id, defaultBranch, actor: login })
}

/** The workflow as it was at the run's own commit: what ran, whatever the branch says now. */
async function workflowAt(target: EffectTarget, commit: string): Promise<RunFacts['workflow']> {
  const check = await inspectWorkflow(target, commit)
  const isOurs = check.outcome === 'dispatchable' || check.reason === 'disabled'
  return isOurs ? { outcome: 'ours' } : { outcome: 'foreign', detail: check.detail }
}
