import { createHmac, timingSafeEqual } from 'node:crypto'

/** The largest body that GitHub sends, in bytes. */
export const MAX_BODY_BYTES = 25 * 1_024 * 1_024

/** The signature of a body under the webhook secret, as bytes; null where the header is none. */
export function readSignature(header: string | null): Buffer | null {
  const hex = /^sha256=([0-9a-f]{64})$/.exec(header ?? '')?.[1]
  return hex === undefined ? null : Buffer.from(hex, 'hex')
}

/**
 * A body of at most `limit` bytes, if it is signed with `secret`, else null. It is hashed as it comes, into one piece of memory, and
 * nothing reads it as text before its signature is known to be right. Throws what the stream throws.
 */
export async function readSignedBody(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
  signature: Buffer,
  secret: string,
): Promise<Buffer | null> {
  const body = Buffer.allocUnsafe(limit)
  const hmac = createHmac('sha256', secret)
  let size = 0
  for await (const part of bytes) {
    if (size + part.length > limit) return null
    hmac.update(part)
    body.set(part, size)
    size += part.length
  }
  return timingSafeEqual(hmac.digest(), signature) ? body.subarray(0, size) : null
}
