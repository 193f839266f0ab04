import { diffArrays } from 'diff'
import type { ContractChange } from '../../../model/contract-change.ts'
import { bodyTokens } from '../pairing/body-tokens.ts'
import type { SourceFile } from '../resolve/project.ts'
import { lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/** Words that differ; beyond that nothing says which word took the place of which. */
const MOST_EDITS = 2_000

/** A place of the product that used a renamed thing and uses something else now, which is not what the thing became. */
export type TurnedElsewhere = UnresolvedUse & { readonly now: string }

/** Callers that turned away when a name went: no old name is left there, and yet they do not follow. */
export function turnedElsewhere(change: ContractChange, trees: Trees): readonly TurnedElsewhere[] {
  const [old, now] = [lastPart(change.symbol), change.newSymbol ?? lastPart(change.symbol)]
  if (!/^(?:renamed|moved)$/.test(change.kind) || old === now || change.newSymbol === null) return []
  return trees.product
    .filter((path) => trees.before.text(path)?.includes(old) === true && trees.before.text(path) !== trees.after.text(path))
    .flatMap((path) => {
      const [before, after] = [trees.before.file(path), trees.after.file(path)]
      return before === null || after === null ? [] : turnedIn(before, after, old, now)
    })
}

/** One word for one word: whatever else became of a line is no turn. */
function turnedIn(before: SourceFile, after: SourceFile, old: string, now: string): readonly TurnedElsewhere[] {
  const [words, others] = [wordsOf(before), wordsOf(after)]
  const parts = diffArrays(
    words.map(({ text }) => text),
    others.map(({ text }) => text),
    { maxEditLength: MOST_EDITS },
  )
  const found: TurnedElsewhere[] = []
  let at = 0
  for (const [index, { value, added, removed }] of (parts ?? []).entries()) {
    const next = parts?.[index + 1]
    const isTurn = removed && next?.added === true && next.value.length === value.length
    for (const [step, word] of isTurn ? value.entries() : []) {
      const other = others[at + step]
      if (word !== old || other === undefined || other.text === now || !other.isName) continue
      found.push({ ...unresolvedAt(after, { start: other.start, end: other.start }), now: other.text })
    }
    if (!removed || added) at += value.length
  }
  return found
}

/** Imports aside: whatever takes their place is used below. */
function wordsOf(file: SourceFile) {
  const imports = file.imports().map(({ statement }) => statement)
  const declared = new Set(file.declarations().map(({ nameRange }) => nameRange.start))
  return bodyTokens(file.tree, file.tree.root).filter(
    ({ start }) => !declared.has(start) && !imports.some((one) => one.start <= start && start < one.end),
  )
}
