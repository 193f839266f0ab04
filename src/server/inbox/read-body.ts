/** The largest body that GitHub sends, in bytes. */
const MAX_BODY_BYTES = 25 * 1_024 * 1_024

/** The body as text, or null where it is larger than `limit` bytes or no valid UTF-8; stops reading there. */
export async function readBody(stream: ReadableStream<Uint8Array> | null, limit = MAX_BODY_BYTES): Promise<string | null> {
  if (!stream) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) return null
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    return null
  }
}
