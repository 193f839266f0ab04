import { languageOf } from '../../languages/index.ts'
import type { LanguageName } from '../../languages/language.ts'
import { isAlwaysCode, isLookedAt, isWrittenByTool, mayNameCode } from './caller-paths.ts'
import { jsonStrings } from './masks/json-strings.ts'
import { type OtherText, otherText } from './other-text.ts'

/** The head's texts that no language reads and that may name code. */
export type OtherTexts = {
  readonly all: readonly OtherText[]
  /** Names of the repository's own packages, as its manifests have them. */
  readonly ownPackages: ReadonlySet<string>
  /** Texts that would run code and were not looked at: too large, or too many. */
  readonly unread: readonly string[]
}

/** Bounds of what is looked at; what the server keeps of a tree is more. */
const MOST_TEXTS = 20_000
const MOST_CHARACTERS = 30_000_000
const AT_ONCE = 100

export const NO_TEXTS: OtherTexts = { all: [], ownPackages: new Set(), unread: [] }

/** Reads them in their order, up to the bounds. */
export async function readOtherTexts(
  paths: readonly string[],
  language: LanguageName,
  readFile: (path: string) => Promise<string | null>,
): Promise<OtherTexts> {
  const wanted = paths.filter((path) => mayNameCode(path) && languageOf(path)?.name !== language)
  const all: OtherText[] = []
  const unread = wanted.slice(MOST_TEXTS)
  let characters = 0
  for (let from = 0; from < Math.min(wanted.length, MOST_TEXTS); from += AT_ONCE) {
    const some = wanted.slice(from, Math.min(from + AT_ONCE, MOST_TEXTS))
    const texts = characters > MOST_CHARACTERS ? [] : await Promise.all(some.map(readFile))
    for (const [index, path] of some.entries()) {
      const text = texts[index] ?? null
      if (characters > MOST_CHARACTERS || (text === null && isAlwaysCode(path))) unread.push(path)
      else if (text !== null && isLookedAt(path, text.length) && !isWrittenByTool(path, text)) {
        characters += text.length
        all.push(otherText(path, text))
      }
    }
  }
  return { all, unread, ownPackages: new Set(all.flatMap(packageName)) }
}

const NAMED = /^[ \t]*name[ \t]*=\s*["']?([\w.-]+)/m

function packageName({ path, text }: OtherText): readonly string[] {
  if (/(?:^|\/)package\.json$/.test(path)) {
    const [key, value] = [jsonStrings(text).findIndex(({ at, isKey }) => isKey && at.length === 1 && at[0] === 'name'), jsonStrings(text)]
    const span = key === -1 ? undefined : value[key + 1]?.span
    return span === undefined ? [] : [text.slice(...span)]
  }
  if (!/(?:^|\/)(?:pyproject\.toml|setup\.cfg)$/.test(path)) return []
  const name = NAMED.exec(text)?.[1]
  return name === undefined ? [] : [name.replaceAll('-', '_')]
}
