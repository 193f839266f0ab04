import { collectBytes } from '../../engine/archives/collect-bytes.ts'

/** The largest body that GitHub sends, in bytes. */
const MAX_BODY_BYTES = 25 * 1_024 * 1_024

/** The body as text, or null where it is larger than `limit` bytes or not valid UTF-8; stops reading there. */
export async function readBody(stream: ReadableStream<Uint8Array> | null, limit = MAX_BODY_BYTES): Promise<string | null> {
  if (!stream) return ''
  const body = await collectBytes(stream, limit)
  try {
    return body && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return null
  }
}
