/** How often each token occurs. */
export type Counts = ReadonlyMap<string, number>

export function countTokens(tokens: Iterable<string>): Counts {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

/** Weights of tokens: rare ones say more. Smoothed inverse document frequency. */
export function inverseFrequencies(documents: readonly ReadonlySet<string>[]): (token: string) => number {
  const inDocuments = countTokens(documents.flatMap((document) => [...document]))
  return (token) => Math.log((1 + documents.length) / (1 + (inDocuments.get(token) ?? 0))) + 1
}

/**
 * Cosine of two weighted sets of tokens, 0 to 1. How often a token occurs does not count:
 * a local variable that got another name would outweigh all the rest.
 */
export function cosine(one: ReadonlySet<string>, other: ReadonlySet<string>, weight: (token: string) => number): number {
  let product = 0
  for (const token of one) if (other.has(token)) product += weight(token) ** 2
  const length = norm(one, weight) * norm(other, weight)
  return length === 0 ? 0 : product / length
}

function norm(tokens: ReadonlySet<string>, weight: (token: string) => number): number {
  let sum = 0
  for (const token of tokens) sum += weight(token) ** 2
  return Math.sqrt(sum)
}

/** Share of common members, 0 to 1; two empty sets are alike. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = new Set([...one, ...other]).size
  return all === 0 ? 1 : [...one].filter((member) => other.has(member)).length / all
}

/** Likeness of two identifiers by their sub-words, 0 to 1. */
export function nameSimilarity(one: string, other: string): number {
  const [a, b] = [subWords(one), subWords(other)]
  return Math.max(jaroWinkler(a.join(' '), b.join(' ')), jaccard(new Set(a), new Set(b)))
}

/** The words of an identifier in small letters. */
export function subWords(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase())
}

function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1
  const reach = Math.max(Math.floor(Math.max(one.length, other.length) / 2) - 1, 0)
  const taken = new Set<number>()
  const matchedOne: string[] = []
  for (let index = 0; index < one.length; index++) {
    for (let at = Math.max(0, index - reach); at <= Math.min(other.length - 1, index + reach); at++) {
      if (taken.has(at) || one[index] !== other[at]) continue
      taken.add(at)
      matchedOne.push(one[index] ?? '')
      break
    }
  }
  const matches = matchedOne.length
  if (matches === 0) return 0
  const matchedOther = [...taken].sort((a, b) => a - b).map((at) => other[at])
  const swaps = matchedOne.filter((letter, index) => letter !== matchedOther[index]).length / 2
  const jaro = (matches / one.length + matches / other.length + (matches - swaps) / matches) / 3
  let prefix = 0
  while (prefix < 4 && one[prefix] === other[prefix] && prefix < one.length) prefix++
  // 0.1 is Winkler's own weight of a common prefix
  return jaro + prefix * 0.1 * (1 - jaro)
}
