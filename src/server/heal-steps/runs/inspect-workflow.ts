import { checkWorkflow, type WorkflowCheck } from '../../../engine/workflow/check-workflow.ts'
import { WORKFLOW_FILE, WORKFLOW_PATH } from '../../../engine/workflow/workflow-parts.ts'
import { PROTOCOL_VERSIONS } from '../../../protocol/version.ts'
import { readFile } from '../../github/read-file.ts'
import { type EffectTarget, statusOf } from '../../github/target.ts'

/** Whether the default branch's workflow is ours and can be started, as GitHub has it now. */
export async function inspectWorkflow(target: EffectTarget, ref: string): Promise<WorkflowCheck> {
  const { octokit, owner, repo } = target
  const text = await readFile(target, WORKFLOW_PATH, ref)
  let workflowState: string | null = null
  try {
    workflowState = (await octokit.rest.actions.getWorkflow({ owner, repo, workflow_id: WORKFLOW_FILE })).data.state
  } catch (error) {
    if (statusOf(error) !== 404) throw error
  }
  return checkWorkflow(text, { actionsEnabled: true, workflowState, protocols: PROTOCOL_VERSIONS })
}
