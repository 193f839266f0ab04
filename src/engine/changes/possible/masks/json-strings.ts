import type { Span } from './mask.ts'

/** A string of a JSON text: where it is between its quotes, and the keys and positions that lead to it. */
export type JsonString = { readonly span: Span; readonly at: readonly (string | number)[]; readonly isKey: boolean }

/** What is never closed goes on to the end. */
const TOKEN = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"|\\?$)|[[\]{},:]/g

type Level = { readonly isList: boolean; key: string; index: number; isKeyNext: boolean }

/** Every string of a JSON text in its order; what is no JSON gives what can be read of it. */
export function jsonStrings(text: string): readonly JsonString[] {
  const found: JsonString[] = []
  const levels: Level[] = []
  for (const match of text.matchAll(TOKEN)) {
    const level = levels.at(-1)
    const [sign, inside] = match
    if (inside !== undefined) {
      const isKey = level !== undefined && !level.isList && level.isKeyNext
      if (level && isKey) level.key = inside
      const at = levels.map(({ isList, index, key }) => (isList ? index : key))
      found.push({ span: [match.index + 1, match.index + 1 + inside.length], at, isKey })
    } else if (sign === '{' || sign === '[') levels.push({ isList: sign === '[', key: '', index: 0, isKeyNext: true })
    else if (sign === '}' || sign === ']') levels.pop()
    else if (level && sign === ',') {
      level.index += 1
      level.isKeyNext = true
    } else if (level && sign === ':') level.isKeyNext = false
  }
  return found
}
