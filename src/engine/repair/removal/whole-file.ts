import { importedFiles } from '../../changes/resolve/import-closure.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { languageOf } from '../../languages/index.ts'
import type { Import, Range } from '../../languages/language.ts'
import type { PlacedStatement } from './statement-ranges.ts'

/** What a file has: its tests that go as a whole, all of its tests, and its imports that no longer resolve. */
type Contents = { readonly whole: readonly PlacedStatement[]; readonly tests: readonly Range[]; readonly broken: ReadonlySet<Import> }

/**
 * Whether a test file is about nothing but what was removed: every test of it goes, what is left beside them uses nothing of the product that
 * still exists, has no class that may inherit tests, and no other file needs it.
 */
export function isAboutNothingElse(file: SourceFile, { whole, tests, broken }: Contents, trees: Trees): boolean {
  const isWithin = (one: Range): boolean => whole.some(({ node }) => node.start <= one.start && one.end <= node.end)
  if (whole.length === 0 || !tests.every(isWithin)) return false
  const { names } = file.bindings()
  const isLiving = (entry: Import): boolean => !broken.has(entry) && trees.after.module(entry.specifier, file).kind !== 'external'
  const isBesides = (one: Range): boolean => !isWithin(one) && !file.imports().some(({ statement }) => isInside(one, statement))
  const usesLiving = names.some((one) => isBesides(one) && one.binding?.kind === 'import' && isLiving(one.binding.import))
  const holdsTest = (outer: Range): boolean => tests.some((one) => isInside(one, outer))
  const isBare = file.declarations().every((one) => one.kind !== 'class' || one.bases.length === 0 || holdsTest(one))
  return !usesLiving && isBare && !isImported(file.path, trees)
}

function isInside(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function isImported(path: string, { after }: Trees): boolean {
  const [stem = ''] = path.slice(path.lastIndexOf('/') + 1).split('.')
  const readers = [...after.paths].filter((one) => one !== path && languageOf(one) !== null && after.text(one)?.includes(stem) === true)
  return readers.some((one) => {
    const reader = after.file(one)
    return reader !== null && importedFiles(reader, after).includes(path)
  })
}
