import type { Edit, Tree } from './change.ts'

export const add = (path: string, text: string): Edit => [path, null, text]
export const drop = (path: string): Edit => [path, null, null]

/** A tree with edits made, or why they do not fit it. */
export function applyEdits(tree: Tree, edits: readonly Edit[]): Tree | string {
  const texts = new Map(tree)
  for (const edit of edits) {
    const problem = edit[0] === '*' ? everywhere(texts, edit) : inFile(texts, edit)
    if (problem !== null) return problem
  }
  return texts
}

function everywhere(texts: Map<string, string>, [, find, put]: Edit): string | null {
  const hits = [...texts].filter(([, text]) => find !== null && occurs(text, find))
  if (hits.length === 0) return `${find} is nowhere`
  for (const [path, text] of hits) if (find !== null) texts.set(path, swap(text, find, put ?? ''))
  return null
}

function inFile(texts: Map<string, string>, [path, find, put]: Edit): string | null {
  const text = texts.get(path)
  if (find === null) {
    if (put === null ? text === undefined : text !== undefined) return `${path} is ${put === null ? 'not there' : 'there'}`
    if (put === null) texts.delete(path)
    else texts.set(path, put)
    return null
  }
  if (text === undefined) return `${path} is not there`
  if (!occurs(text, find)) return `${path} has no ${find}`
  if (typeof find === 'string' && text.split(find).length !== 2) return `${path} has ${find} more than once`
  texts.set(path, swap(text, find, put ?? ''))
  return null
}

function occurs(text: string, find: string | RegExp): boolean {
  return typeof find === 'string' ? text.includes(find) : new RegExp(find.source, find.flags.replace('g', '')).test(text)
}

/** A pattern's replacement may say `$1`; a text's is taken as it stands. */
function swap(text: string, find: string | RegExp, put: string): string {
  return typeof find === 'string'
    ? text.replaceAll(find, () => put)
    : text.replaceAll(find.global ? find : new RegExp(find, `${find.flags}g`), put)
}
