import type { SymbolRef } from '../../changes/resolve/resolve-export.ts'
import type { Import } from '../../languages/language.ts'
import { callsForExample, type ExampleEdit, exampleEdits } from '../../repair/examples/example-edits.ts'
import { goneImport } from '../../repair/examples/gone-import.ts'
import { shownSymbols } from './call-arguments.ts'
import type { EditedCode } from './edited-code.ts'

/** What the calls of the old text become by the example of the product's callers, found again from the texts. */
export function shownEdits({ old, trees, changes }: EditedCode): readonly ExampleEdit[] {
  const groups = Map.groupBy(changes, ({ oldFile, symbol }) => `${oldFile}#${symbol}`)
  return [...groups.values()].flatMap((group) => {
    const change = group.find((one) => callsForExample(one, group))
    return change === undefined ? [] : exampleEdits(change, old, trees).edits
  })
}

/** Declarations that may be imported, as adapted callers use them in what they do or give. */
export function symbolsOfExamples(code: EditedCode): readonly SymbolRef[] {
  return [...shownSymbols(code), ...shownEdits(code).flatMap(({ symbols }) => symbols)]
}

/** Imports of what was removed, where the examples replace every use. */
export function goneByExample(code: EditedCode): readonly Import[] {
  const { old, trees, changes } = code
  const ranges = shownEdits(code).map(({ edit }) => edit)
  return ranges.length === 0 ? [] : changes.flatMap((change) => goneImport(old, change, ranges, trees) ?? [])
}
