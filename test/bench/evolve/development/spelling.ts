import type { Edit } from './change.ts'

/** How the words and the paths of the first day are written now. */
export type Spelling = { readonly words: ReadonlyMap<string, string>; readonly paths: readonly (readonly [old: string, now: string])[] }

export const FIRST_SPELLING: Spelling = { words: new Map(), paths: [] }

/** Whole words only, so that a name inside of a longer one stays. */
export function spell(text: string, { words }: Spelling): string {
  return words.size === 0 ? text : text.replace(/(?<!\\)[A-Za-z_]\w*/g, (word) => words.get(word) ?? word)
}

export function spellPath(path: string, { paths }: Spelling): string {
  return paths.reduce((now, [old, next]) => (now.startsWith(old) ? next + now.slice(old.length) : now), path)
}

export function spellEdits(edits: readonly Edit[], spelling: Spelling): readonly Edit[] {
  return edits.map(([path, find, put]) => [
    path === '*' ? path : spellPath(path, spelling),
    find instanceof RegExp ? new RegExp(spell(find.source, spelling), find.flags) : find === null ? null : spell(find, spelling),
    put === null ? null : spell(put, spelling),
  ])
}
