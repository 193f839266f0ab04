/** 53 bits of a text: where only sameness matters, a number takes far less memory than the text. Not safe against deliberate collisions.
 * `before` is the hash of the preceding text, so that consecutive texts need not be concatenated. */
export function textHash(text: string, before = 0): number {
  let low = 0xdeadbeef ^ before
  let high = 0x41c6ce57 ^ (before / 4294967296)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return 4294967296 * (2097151 & high) + (low >>> 0)
}
