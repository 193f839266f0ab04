import type { Edit } from '../../model/candidate.ts'
import type { Parsers } from '../languages/parsers.ts'
import { editedFiles } from './edited-files.ts'

type Texts = { readonly headFiles: ReadonlyMap<string, string>; readonly parsers: Parsers }

/**
 * Edits in groups that leave their file readable without the others: what opens a bracket is of no use without what closes it, and would
 * make everything behind it look edited.
 */
export function balancedEdits(edits: readonly Edit[], texts: Texts): readonly (readonly Edit[])[] {
  return [...Map.groupBy(edits, ({ file }) => file).values()].flatMap((members) => {
    const groups: Edit[][] = []
    for (const edit of members.toSorted((one, other) => one.range.start - other.range.start)) {
      const open = groups.at(-1)
      if (open !== undefined && !isReadable(open, texts)) open.push(edit)
      else groups.push([edit])
    }
    return groups
  })
}

function isReadable(edits: readonly Edit[], { headFiles, parsers }: Texts): boolean {
  const texts = edits.map(({ file, range, replacement }) => (headFiles.get(file) ?? '').slice(range.start, range.end) + replacement)
  if (!texts.some((text) => BRACKETS.test(text))) return true
  return (editedFiles(edits, headFiles) ?? []).every(({ path, before, after }) => {
    const [old, now] = [parsers.parse(path, before), parsers.parse(path, after)]
    return old === null || (now !== null && now.errors.length <= old.errors.length)
  })
}

const BRACKETS = /[()[\]{}]/
