import type { ContractChange } from '../../../model/contract-change.ts'
import type { Export } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { FilePair } from '../pairing/pair-files.ts'
import { resolveExport } from '../resolve/resolve-export.ts'

type HandedOn = Extract<Export, { kind: 'from' }>

/** Modules that hand the very same thing on under another name: `export { default as a } from './b'`, `from .b import x as a`. */
export function exportRenames(comparison: Comparison): readonly ContractChange[] {
  return comparison.files.flatMap((pair) => renamedIn(comparison, pair))
}

function renamedIn({ head }: Comparison, pair: FilePair): readonly ContractChange[] {
  const { before, after } = pair
  if (before.path !== after.path) return []
  return [...handedOn(before)].flatMap(([name]): readonly ContractChange[] => {
    const newSymbol = resolveExport(head, after.path, name) === null ? handedOnAs(pair, name) : null
    if (newSymbol === null) return []
    const line = lineAt(after.text, wordAt(after.text, newSymbol))
    const rest = { oldParameters: [], newParameters: [], similarity: 1, oldFile: before.path, file: after.path, line }
    return [{ ...rest, kind: 'renamed', symbol: name, before: name, after: newSymbol, newSymbol }]
  })
}

/** The new name occurs in the module only where it is re-exported. */
function wordAt(text: string, name: string): number {
  return Math.max(0, text.search(wholeWord(name)))
}

/** The one new name under which the head re-exports what the base re-exported as `name`; `null` if there is none, or several. */
export function handedOnAs({ before, after }: FilePair, name: string): string | null {
  const old = handedOn(before)
  const entry = old.get(name)
  const same = [...handedOn(after)].filter(
    ([other, { specifier, imported }]) => !old.has(other) && specifier === entry?.specifier && imported === entry.imported,
  )
  return same.length === 1 ? (same[0]?.[0] ?? null) : null
}

function handedOn({ bindings }: FilePair['before']): ReadonlyMap<string, HandedOn> {
  return new Map(
    [...bindings().exports].flatMap(([name, entry]) => (entry.kind === 'from' && entry.imported !== null ? [[name, entry]] : [])),
  )
}
