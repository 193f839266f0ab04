import { subWords } from './similarity.ts'

/** What of a name was exchanged: the words that went, and those that came. */
type Turn = { readonly gone: ReadonlySet<string>; readonly come: ReadonlySet<string> }

export type Renaming = { readonly old: string; readonly now: string }

/** Shorter ones (`is`, `to`, `by`) say nothing. */
const LEAST_LETTERS = 3

/** Whether two names have a word in common; one and many are the same word. */
export function shareWord(one: string, other: string): boolean {
  const words = wordsOf(other)
  return [...wordsOf(one)].some((word) => word.length >= LEAST_LETTERS && words.has(word))
}

/** Whether another name had the same words exchanged. */
export function isSameTurn(mine: Renaming, other: Renaming): boolean {
  const [a, b] = [turnOf(mine), turnOf(other)]
  return a.gone.size > 0 && areEqual(a.gone, b.gone) && a.come.size > 0 && areEqual(a.come, b.come)
}

/** Or a part of them for the same ones: `parent_node` → `stream` and `parent` → `stream`. */
export function isLikeTurn(mine: Renaming, other: Renaming): boolean {
  const [a, b] = [turnOf(mine), turnOf(other)]
  return a.come.size > 0 && areEqual(a.come, b.come) && [...a.gone].some((word) => b.gone.has(word))
}

function areEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((word) => other.has(word))
}

function turnOf({ old, now }: Renaming): Turn {
  const [before, after] = [wordsOf(old), wordsOf(now)]
  return {
    gone: new Set([...before].filter((word) => !after.has(word))),
    come: new Set([...after].filter((word) => !before.has(word))),
  }
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(subWords(name).map((word) => word.replace(/(?<=..)s$/, '')))
}
