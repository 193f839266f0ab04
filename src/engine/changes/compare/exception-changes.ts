import type { ContractChange } from '../../../model/contract-change.ts'
import { namedChildren, visit } from '../../languages/syntax.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { changeOfPair, isEdited, unmatchedDeclaration } from './change-of-pair.ts'

/** Exceptions that a function raises in place of others. */
export function exceptionChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.filter(isEdited).flatMap((pair) => {
    if (!/^(function|method)$/.test(pair.before.declaration.kind)) return []
    const [old, now] = [raisedIn(pair.before), raisedIn(pair.after)]
    const [gone, come] = [unmatchedDeclaration(old, now), unmatchedDeclaration(now, old)]
    // one for one, in their order; anything else was rewritten
    return gone.length === come.length ? gone.map((name, index) => changeOfPair(pair, 'exception_replaced', name, come[index] ?? '')) : []
  })
}

/** The classes in `raise X(…)`, `raise X`, `throw new X(…)`, in order. */
function raisedIn({ file, declaration }: Pair['before']): readonly string[] {
  const { is, call } = file.language.syntax
  const found: string[] = []
  visit(declaration.node, (node) => {
    if (!is(node, 'throw')) return true
    const [value] = namedChildren(node)
    const thrown = value === undefined ? undefined : (call(value)?.callee ?? value)
    if (thrown !== undefined && is(thrown, 'name', 'member')) found.push(file.text.slice(thrown.start, thrown.end))
    return true
  })
  return found
}
