import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { type CallSite, callSites } from '../../changes/uses/call-sites.ts'
import { makesGroup } from '../../changes/uses/grouped-arguments.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import { planCall } from '../../changes/uses/plan-call.ts'
import { type Signature, signatureOf } from '../../changes/uses/signature.ts'
import { changedSymbol, type Trees } from '../../changes/uses/use-site.ts'
import { newValues } from '../examples/new-values.ts'
import { importOf } from '../moved/import-of.ts'
import { renamedOptions } from '../moved/renamed-options.ts'
import { declined, type RepairContext, reachEdits, type Strategy, type StrategyFinding } from '../strategy.ts'

export const updateSignature: Strategy = {
  name: 'update_signature',
  description:
    'Adapts calls to parameters and options that were renamed, and to parameters that were reordered, removed, made keyword-only, or put into one object; a required value comes from adapted callers, and is never invented.',
  propose: (context) => {
    const { trees } = context
    const changes = context.changes.filter((change) => change.kind.startsWith('parameter'))
    const groups = Map.groupBy(changes, (change) => `${change.oldFile}#${change.symbol}`)
    const options = context.changes.filter((change) => change.kind === 'option_renamed')
    return [
      ...[...groups.values()].flatMap((group) => findings(context, trees, group)),
      ...options.flatMap((change) => renamedOptions(context, change)),
    ]
  },
}

/** A removed and an added parameter may be one parameter with a new meaning. */
function isClear(group: readonly ContractChange[]): boolean {
  const kinds = new Set(group.map((change) => change.kind))
  return !(kinds.has('parameter_removed') && kinds.has('parameter_added'))
}

function findings(context: RepairContext, trees: Trees, group: readonly ContractChange[]): readonly StrategyFinding[] {
  const [change] = group
  const target = change === undefined ? null : changedSymbol(change, trees.before)
  if (change === undefined || target === null) return []
  const signature = signatureOf(group)
  return [...context.testFiles.keys()].flatMap((path) => {
    const file = trees.before.file(path)
    const calls = file === null ? [] : callSites(change, file, trees, target).sites
    if (file === null || calls.length === 0) return []
    if (!isClear(group)) return declined(group, reason('parameter-replaced', {}))
    return inFile(file, calls, group, signature, trees)
  })
}

function inFile(
  file: SourceFile,
  calls: readonly CallSite[],
  changes: readonly ContractChange[],
  signature: Signature,
  trees: Trees,
): readonly StrategyFinding[] {
  const { group } = signature
  const imported = group?.side === 'after' && group.type !== null ? importOf(file, group.type, trees) : null
  const makes = makesGroup(group, file, group?.side === 'before' ? trees.before : trees.after)
  const values = newValues(changes, file, trees)
  const edits: TextEdit[] = []
  let isGuess = false
  for (const { call } of calls) {
    const newValue = (parameter: Parameter) => {
      const value = values(parameter, call)
      if (value.kind === 'value') {
        edits.push(...value.edits)
        isGuess ||= value.doubt !== null
      }
      return value
    }
    const plan = planCall(file.text, call, signature, file.language.name, { makes, typeName: imported?.local ?? null, newValue })
    if (plan.kind === 'impossible') return declined(changes, plan.reason)
    if (plan.kind === 'edits') edits.push(...plan.edits)
  }
  const all = edits.length === 0 ? [] : distinct([...(imported?.edits ?? []), ...edits])
  return reachEdits(file.path, changes, all, 0.9).map((finding) => (finding.kind === 'edits' ? { ...finding, isGuess } : finding))
}

/** Several calls may need the same import. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.replacement}`, edit])).values()]
}
