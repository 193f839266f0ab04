import type { Omission } from '../../engine/reports/text/both-ends.ts'

/** Small chunks put together to at least `size` bytes, as each message costs a round trip; omissions stay where they are. */
export async function* pieces(bytes: AsyncIterable<Uint8Array | Omission>, size: number): AsyncGenerator<Uint8Array | Omission> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    if ('omitted' in part) {
      if (length > 0) yield Buffer.concat(held)
      yield part
    } else {
      held.push(part)
      length += part.length
      if (length < size) continue
      yield Buffer.concat(held)
    }
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}
