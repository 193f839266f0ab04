import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { changeOfPair, isEdited } from './change-of-pair.ts'

/** Callables and fields with a changed type annotation: annotations do not change by accident. */
export function typeChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.filter(isEdited).flatMap((pair) => {
    const [old, now] = [declaredType(pair.before), declaredType(pair.after)]
    return old === null || now === null || modern(old) === modern(now) ? [] : [changeOfPair(pair, 'type_changed', old, now)]
  })
}

function declaredType({ file, declaration }: Pair['before']): string | null {
  const { node } = declaration
  const { assignedValue, resultTypeOf, typeOf } = file.language.syntax
  const type = resultTypeOf(assignedValue(node) ?? node) ?? typeOf(node)
  return type === undefined ? null : file.text.slice(type.start, type.end).replace(/^:\s*/, '').replace(/\s+/g, ' ')
}

/** Spellings of one type made equal: `Optional[List[str]]` is `list[str] | None`. */
function modern(type: string): string {
  const bare = type
    .replace(/\b(?:typing|t|typing_extensions)\.|["'\s]/g, '')
    .replace(/\b(?:List|Dict|Tuple|Set|FrozenSet|Type)\b/g, (name) => name.toLowerCase())
  return bare
    .replace(/^Optional\[(.*)\]$/, '$1|None')
    .split('|')
    .toSorted()
    .join('|')
}
