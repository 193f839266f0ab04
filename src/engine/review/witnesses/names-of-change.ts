import type { Hunk } from '../../diagnosis/causes/hunks.ts'

const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu
const STRING = /("""|'''|"|'|`)(?:\\.|(?!\1)[^\\])*\1/gu
/** Shorter words stand in any text. */
const SHORTEST = 3
/** Words of names that say nothing of what is named, and words of the languages. */
const EMPTY = new Set(
  `get set has the and for not new old now this self cls def function return const let var class value values result default data
   item items key test tests check make made from with into type types name names number string list true false none null undefined
   raise throw else elif export async await import lambda yield static public private readonly`.split(/\s+/),
)

/**
 * Words by which a text can speak of changed lines: those of the declaration around them, and of the names and keys on them. The changed
 * values themselves name nothing.
 */
export function wordsOfChange(hunks: readonly Hunk[], subjects: readonly string[], values: readonly string[]): ReadonlySet<string> {
  const without = new Set(values.flatMap(wordsIn))
  const onLines = hunks.flatMap(({ added }) => added.flatMap(namesOn))
  return new Set([...subjects, ...onLines].flatMap(wordsIn).filter((word) => !without.has(word)))
}

/** Whether a text has one of the words, as people write it: a plural is the same word. */
export function speaksOfChange(text: string, words: ReadonlySet<string>): boolean {
  return wordsIn(text).some((word) => words.has(word))
}

function namesOn(line: string): readonly string[] {
  const keys = [...line.matchAll(/(["'`])([\w-]+)\1\s*[\]:]/g)].map(([, , key]) => key ?? '')
  return [...keys, ...(line.replace(STRING, ' ').match(IDENTIFIER) ?? [])]
}

/** `shippingFees` is 'shipping' and 'fee'. */
function wordsIn(text: string): readonly string[] {
  const split = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase()
  const words = split.match(/\p{L}+/gu) ?? []
  return words
    .filter((word) => word.length >= SHORTEST && !EMPTY.has(word))
    .map((word) => (word.length > SHORTEST ? word.replace(/s$/, '') : word))
}
