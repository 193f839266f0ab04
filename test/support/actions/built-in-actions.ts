import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { isMapping, isString } from '@actions/workflow-parser/templates/tokens/type-guards'
import type { BuiltInAction } from './action.ts'
import { type ParsedWorkflow, refusal } from './parse-workflow.ts'
import { cache, cacheRestore } from './uses/cache.ts'
import { checkout } from './uses/checkout.ts'
import { downloadArtifact } from './uses/download-artifact.ts'
import { setupNode } from './uses/setup-node.ts'
import { setupPython } from './uses/setup-python.ts'
import { uploadArtifact } from './uses/upload-artifact.ts'

export type Actions = Readonly<Record<string, BuiltInAction>>

export const builtInActions: Actions = {
  'actions/checkout': checkout,
  'actions/setup-node': setupNode,
  'actions/setup-python': setupPython,
  'actions/upload-artifact': uploadArtifact,
  'actions/download-artifact': downloadArtifact,
  'actions/cache': cache,
  'actions/cache/restore': cacheRestore,
}

/** The name in `uses: name@ref`; undefined where the step runs a script. */
export function actionName(step: MappingToken): string | undefined {
  const uses = step.find('uses')
  return uses !== undefined && isString(uses) ? uses.value.split('@')[0] : undefined
}

/** Refuses, before anything runs, every action and every input that `actions` does not model. */
export function checkActions(workflow: ParsedWorkflow, actions: Actions): void {
  for (const step of workflow.jobs.flatMap((job) => job.steps)) {
    const name = actionName(step.raw)
    if (name === undefined) continue
    const text = step.raw.find('uses')?.toString() ?? ''
    const action = actions[name]
    if (action === undefined) throw refusal(workflow.path, step.line, `action '${text}' is not modelled`)
    if (!text.includes('@')) throw refusal(workflow.path, step.line, `action '${text}' has no version`)
    const unknown = keysOf(step.raw.find('with')).find((input) => !action.inputs.includes(input))
    if (unknown !== undefined) throw refusal(workflow.path, step.line, `input '${unknown}' of '${name}' is not modelled`)
  }
}

function keysOf(token: TemplateToken | undefined): readonly string[] {
  if (token === undefined || !isMapping(token)) return []
  return [...Array(token.count).keys()].map((index) => token.get(index).key.toString())
}
