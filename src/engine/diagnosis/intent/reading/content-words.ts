/** Words that occur in all kinds of messages and names and say nothing about what changed. */
const COMMON = new Set(
  (
    'with from into that this then than when only also more most some such each other another same case cases handle handled fix fixed fixes add ' +
    'adds added change changed changes update updated make made use used uses using test tests allow support improve remove removed merge ' +
    'pull request branch main master review clean simplify refactor tidy rework little faster small behaviour behavior code function method ' +
    'class value values return returns self none null true false async await const import export default option args kwargs name type list dict ' +
    'object string number error exception have been does will should must their there which where what they them your'
  ).split(' '),
)
const SHORTEST = 4

/** The telling words of a text or of code, by what is left of them without endings; names are taken apart: `elapsed_when_finished` has two. */
export function contentWords(text: string): ReadonlyMap<string, string> {
  const parts = text.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').split(/[^\p{L}]+/u)
  return new Map(parts.map((part) => part.toLowerCase()).flatMap((word) => (isTelling(word) ? [[stem(word), word]] : [])))
}

function isTelling(word: string): boolean {
  return word.length >= SHORTEST && !COMMON.has(word)
}

/** Crude on purpose: `quoted`, `quotes` and `quoting` meet, and nothing else has to. */
function stem(word: string): string {
  const bare = word.replace(/(?:ings?|ed|es|s|e)$/, '')
  return bare.length >= SHORTEST - 1 ? bare : word
}
