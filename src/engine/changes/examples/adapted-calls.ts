import type { ContractChange } from '../../../model/contract-change.ts'
import type { ExpressionOf, SyntaxNode } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import { callSites } from '../uses/call-sites.ts'
import { changedSymbol, lastPart, type Trees } from '../uses/use-site.ts'
import { differingNodes } from './differing-nodes.ts'

/** A call of the base's product, and what stands in its place at the head. `line` is the head's. */
export type AdaptedCall = {
  readonly call: ExpressionOf<'call'>
  readonly old: SourceFile
  readonly became: SyntaxNode
  readonly now: SourceFile
  readonly line: number
}

/** How the product's own callers of one callable were adapted, function by function. */
export function adaptedCalls(change: ContractChange, trees: Trees): readonly AdaptedCall[] {
  const target = changedSymbol(change, trees.before)
  if (target === null) return []
  const word = wholeWord(lastPart(change.symbol))
  return trees.product.flatMap((path) => {
    const text = trees.before.text(path) ?? ''
    if (text === trees.after.text(path) || !word.test(text)) return []
    const [old, now] = [trees.before.file(path), trees.after.file(path)]
    if (old === null || now === null) return []
    const calls = callSites(change, old, trees, target).sites.map(({ call }) => call)
    return calls.length === 0 ? [] : inFile(calls, old, now)
  })
}

function inFile(calls: readonly ExpressionOf<'call'>[], old: SourceFile, now: SourceFile): readonly AdaptedCall[] {
  const callAt = (node: SyntaxNode): ExpressionOf<'call'> | undefined =>
    calls.find(({ start, end }) => start === node.start && end === node.end)
  return old.declarations().flatMap((declaration) => {
    const heirs = now.declared().get(declaration.qualifiedName) ?? []
    const [heir] = heirs
    if (!/^(?:function|method|variable)$/.test(declaration.kind) || heir === undefined || heirs.length > 1) return []
    const texts = { old: old.text, now: now.text }
    return differingNodes(declaration.node, heir.node, texts, (node) => callAt(node) !== undefined).flatMap(({ one, other }) => {
      const call = callAt(one)
      return call === undefined ? [] : [{ call, old, became: other, now, line: lineAt(now.text, other.start) }]
    })
  })
}
