type Random = () => number

const below = (random: Random, limit: number) => Math.floor(random() * limit)

/** Ways in which a file arrives broken. All but the last only take away or disturb; none is longer than twice the file. */
const WAYS: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => {
    const from = below(random, bytes.length)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + below(random, bytes.length - from))])
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes)
    for (let times = 1 + below(random, 20); times > 0; times--) changed[below(random, changed.length)] = below(random, 256)
    return changed
  },
  (bytes, random) => {
    const at = below(random, bytes.length)
    const to = at + below(random, Math.min(20_000, bytes.length - at))
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)])
  },
]

export function brokenVariant(bytes: Buffer, random: Random): { readonly bytes: Buffer; readonly isTruncated: boolean } {
  const way = below(random, WAYS.length)
  return { bytes: WAYS[way]?.(bytes, random) ?? bytes, isTruncated: way === 0 }
}
