import { isMapping } from '@actions/workflow-parser/templates/tokens/type-guards'
import { evaluateToken, isTruthy, toText } from './expression.ts'
import type { ParsedWorkflow } from './parse-workflow.ts'

export interface RunDescription {
  readonly title: string | undefined
  readonly group: { readonly name: string; readonly cancelsInProgress: boolean } | undefined
}

/** What GitHub evaluates before a run starts: its `run-name`, and the group that it waits in. `contexts`: github, inputs, vars. */
export function describeRun(workflow: ParsedWorkflow, contexts: Readonly<Record<string, unknown>>): RunDescription {
  const title = workflow.raw.find('run-name')
  const token = workflow.raw.find('concurrency')
  const mapping = token !== undefined && isMapping(token) ? token : undefined
  const name = toText(evaluateToken(mapping === undefined ? token : mapping.find('group'), { contexts }))
  const cancelsInProgress = isTruthy(evaluateToken(mapping?.find('cancel-in-progress'), { contexts }))
  return {
    title: title === undefined ? undefined : toText(evaluateToken(title, { contexts })),
    group: name === '' ? undefined : { name, cancelsInProgress },
  }
}
