import type { TestRef } from '../../model/test-ref.ts'
import type { TestMark } from '../languages/facets/markers.ts'
import { languageOf } from '../languages/index.ts'
import type { Parsers } from '../languages/parsers.ts'
import { applyTextEdits } from './text-edits.ts'

/** A test file with or without its mark. `isWhole`: the mark is on a function that runs for more tests than the one that was named. */
type MarkedFile =
  | { readonly outcome: 'marked'; readonly text: string; readonly marker: string; readonly isWhole: boolean }
  | { readonly outcome: 'refused'; readonly why: string }

type UnmarkedFile =
  | { readonly outcome: 'unmarked'; readonly text: string }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'refused'; readonly why: string }

/** Marks one test in its own code, so that no failure of it counts. Pure; refused where the place is not certain. */
export function markTest(parsers: Parsers, { file, suite, name, row }: TestRef, text: string, mark: TestMark): MarkedFile {
  const [language, tree] = [languageOf(file), parsers.parse(file, text)]
  if (language === null || tree === null) return { outcome: 'refused', why: 'the file cannot be read' }
  if (tree.errors.length > 0) return { outcome: 'refused', why: `the file has a syntax error in line ${tree.errors[0]}` }
  const found = language.markers.mark(tree, [...suite, name], mark)
  if (found.outcome === 'refused') return found
  const changed = applyTextEdits(text, found.edits)
  const isBroken = (parsers.parse(file, changed)?.errors.length ?? 1) > 0
  if (isBroken) return { outcome: 'refused', why: 'the marked file would not parse' }
  return { outcome: 'marked', text: changed, marker: found.marker, isWhole: found.isWhole || row !== null }
}

/** Takes the mark with this id away. `gone`: somebody did so already. */
export function unmarkTest(parsers: Parsers, file: string, text: string, id: string): UnmarkedFile {
  const [language, tree] = [languageOf(file), parsers.parse(file, text)]
  if (language === null || tree === null) return { outcome: 'refused', why: 'the file cannot be read' }
  const found = language.markers.unmark(tree, id)
  return found.outcome === 'unmarked' ? { outcome: 'unmarked', text: applyTextEdits(text, found.edits) } : found
}
