import type { Omission } from '../../engine/reports/text/both-ends.ts'

/** Small chunks put together to at least `size` bytes, as each message costs a round trip; omissions stay where they are. */
export async function* pieces(bytes: AsyncIterable<Uint8Array | Omission>, size: number): AsyncGenerator<Uint8Array | Omission> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    if ('omitted' in part) {
      if (length > 0) yield joined(held)
      yield part
    } else {
      held.push(part)
      length += part.length
      if (length < size) continue
      yield joined(held)
    }
    held = []
    length = 0
  }
  if (length > 0) yield joined(held)
}

/** A chunk that is large enough is not copied: a long file would leave as much behind for the collector. */
function joined(held: readonly Uint8Array[]): Uint8Array {
  const [first] = held
  return first && held.length === 1 ? first : Buffer.concat(held)
}
