import type { ContractChange, ContractChangeKind } from '../../../model/contract-change.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { publicName } from '../resolve/export-names.ts'
import type { ParameterChange } from './parameter-changes.ts'

/** A change of something that both trees have, said in two texts. */
export function changeOfPair({ before, after, similarity }: Pair, kind: ContractChangeKind, old: string, now: string): ContractChange {
  return {
    kind,
    symbol: publicName(before.file, before.declaration.qualifiedName) ?? before.declaration.qualifiedName,
    file: after.file.path,
    line: after.declaration.line,
    before: old,
    after: now,
    oldFile: before.file.path,
    newSymbol: after.declaration.name,
    oldParameters: [],
    newParameters: [],
    similarity,
  }
}

/** A change of one parameter, with both lists. */
export function changeOfParameter(pair: Pair, { kind, before, after, grouped }: ParameterChange): ContractChange {
  if (grouped !== undefined) {
    const { group, old, fresh } = grouped
    return { ...changeOfPair(pair, kind, before, after), oldParameters: [...old], newParameters: [...fresh], group }
  }
  const [oldParameters, newParameters] = [[...pair.before.declaration.parameters], [...pair.after.declaration.parameters]]
  return { ...changeOfPair(pair, kind, before, after), oldParameters, newParameters }
}

/** Whether a pair's texts differ at all. */
export function isEdited({ before, after }: Pair): boolean {
  const text = ({ file, declaration }: Pair['before']): string => file.text.slice(declaration.start, declaration.end)
  return text(before) !== text(after)
}

/** Names on both lists count once each; what is left over is gone or new. */
export function unmatchedDeclaration(one: readonly string[], other: readonly string[]): readonly string[] {
  const rest = [...other]
  return one.filter((name) => {
    const at = rest.indexOf(name)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}
