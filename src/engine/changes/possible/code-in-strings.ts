import { wholeWord } from '../../languages/whole-word.ts'
import { type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import type { OldName } from './old-name.ts'
import { importsOf } from './text-imports.ts'

/** Strings of the product that hold code which imports the old name: a command for another process, a script that is written out. */
export function codeInStrings(old: OldName, trees: Trees): readonly UnresolvedUse[] {
  const word = wholeWord(old.name)
  return trees.product
    .filter((path) => word.test(trees.after.text(path) ?? ''))
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) =>
      file
        .bindings()
        .strings.filter(({ value }) =>
          importsOf(value).some(
            ({ imported, specifier }) => imported === (old.owner ?? old.name) && old.imported(specifier, file.path) === 'lost',
          ),
        )
        .map((string) => unresolvedAt(file, string)),
    )
}
