import type { ContractChange } from '../../../model/contract-change.ts'
import { isLabel } from '../follow/labels.ts'
import { type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/** Strings of the product that are the path of a moved module and nothing else: a list of modules to load, or a name after one. */
export function moduleStrings({ before }: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  if (!/[./]/.test(before)) return []
  return trees.product
    .filter((path) => trees.after.text(path)?.includes(before) === true)
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => {
      const specifiers = new Set(file.imports().map(({ specifierRange }) => specifierRange.start))
      return file
        .bindings()
        .strings.filter((string) => string.value === before && !specifiers.has(string.inside.start) && !isLabel(file, string))
        .map((string) => unresolvedAt(file, string))
    })
}
