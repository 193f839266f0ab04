import type { ContractChange } from '../../model/contract-change.ts'
import { callSites } from '../changes/uses/call-sites.ts'
import { planCall, type Signature, signatureOf } from '../changes/uses/plan-call.ts'
import { changedSymbol, type Trees } from '../changes/uses/use-site.ts'
import { renamedOptions } from './renamed-options.ts'
import type { Candidate, Edit, RepairContext, Strategy } from './strategy.ts'

export const updateSignature: Strategy = {
  name: 'update_signature',
  description:
    'Adapts calls to parameters and options that were renamed, and to parameters that were reordered, removed or made keyword-only; never invents a value.',
  propose: (context) => {
    const { trees } = context
    const changes = context.changes.filter((change) => change.kind.startsWith('parameter'))
    const groups = Map.groupBy(changes, (change) => `${change.oldFile}#${change.symbol}`)
    const options = context.changes.filter((change) => change.kind === 'option_renamed')
    return [
      ...[...groups.values()].filter(isClear).flatMap((group) => candidates(context, trees, group)),
      ...options.flatMap((change) => renamedOptions(context, change)),
    ]
  },
}

/** A parameter that went and another that came may be one thing with a new meaning: that is for a person to say. */
function isClear(group: readonly ContractChange[]): boolean {
  const kinds = new Set(group.map((change) => change.kind))
  return !(kinds.has('parameter_removed') && kinds.has('parameter_added'))
}

function candidates(context: RepairContext, trees: Trees, group: readonly ContractChange[]): readonly Candidate[] {
  const [change] = group
  const target = change === undefined ? null : changedSymbol(change, trees.before)
  if (change === undefined || target === null) return []
  const signature = signatureOf(group)
  return [...context.testFiles.keys()].flatMap((path) => {
    const edits = callEdits(path, trees, change, target, signature)
    return edits === null || edits.length === 0
      ? []
      : [{ strategy: 'update_signature' as const, change, changes: group, edits, confidence: 0.9 }]
  })
}

/** The edits of every call in a file; `null` when one of them needs a person. */
function callEdits(
  path: string,
  trees: Trees,
  change: ContractChange,
  target: NonNullable<ReturnType<typeof changedSymbol>>,
  signature: Signature,
): readonly Edit[] | null {
  const file = trees.before.file(path)
  if (file === null) return null
  const edits: Edit[] = []
  const why = `${change.symbol} takes (${signature.fresh.map((parameter) => parameter.name).join(', ')}) now`
  for (const { call } of callSites(change, file, trees, target).sites) {
    const plan = planCall(file.text, call, signature, file.language.name)
    if (plan.kind === 'impossible') return null
    if (plan.kind === 'edits') edits.push(...plan.edits.map((edit) => ({ file: path, why, ...edit })))
  }
  return edits
}
