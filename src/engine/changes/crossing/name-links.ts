import { nameSimilarity, subWords } from '../pairing/similarity.ts'

/** What two words have in common that makes them one: the same word, a longer form of it, a first letter. */
const SAME = 1
const LONGER = 0.9
const ALIKE = 0.7
const SHORT = 0.5
/** Below that a word is a letter or two: it stands for every word that begins so. */
const LEAST_LETTERS = 3
/** Names this close are the same word in another form; the same bar as for pairs of declarations. */
const CLOSE_NAMES = 0.85
/** A difference below the weakest sign is none. */
const CLEARLY = SHORT

type Names = { readonly old: string; readonly now: string }

/** What the names alone say of two renamings: that they are as told, that each is the other's, or nothing. */
export function namesSay(one: Names, other: Names): 'as_told' | 'exchanged' | 'nothing' {
  const told = link(one.old, one.now) + link(other.old, other.now)
  const exchanged = link(one.old, other.now) + link(other.old, one.now)
  if (Math.abs(told - exchanged) < CLEARLY) return 'nothing'
  return told > exchanged ? 'as_told' : 'exchanged'
}

/** How much of an old name lives on in a new one. */
function link(old: string, now: string): number {
  const words = wordsOf(now)
  return wordsOf(old).reduce((sum, word) => sum + Math.max(0, ...words.map((other) => wordLink(word, other))), 0)
}

function wordLink(one: string, other: string): number {
  if (one === other) return SAME
  const [short = '', long = ''] = [one, other].toSorted((a, b) => a.length - b.length)
  if (long.startsWith(short)) return short.length >= LEAST_LETTERS ? LONGER : SHORT
  if (short.length < LEAST_LETTERS) return 0
  return nameSimilarity(one, other) >= CLOSE_NAMES ? ALIKE : isAbbreviation(short, long) ? SHORT : 0
}

/** `src` of `source`, `qty` of `quantity`: the same first letter, and all others in their order, without a vowel. */
function isAbbreviation(short: string, long: string): boolean {
  if (short[0] !== long[0] || /[aeiou]/.test(short.slice(1))) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}

/** The words of a name and its numbers; one and many are the same word. */
function wordsOf(name: string): readonly string[] {
  return subWords(name)
    .flatMap((word) => word.match(/\d+|\D+/g) ?? [])
    .map((word) => word.replace(/(?<=...)s$/, ''))
}
