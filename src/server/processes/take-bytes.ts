import { once } from 'node:events'
import type { PassThrough } from 'node:stream'

/** Whether more bytes of a stream are wanted. */
export type Appetite = 'more' | 'enough'

/** Hands bytes to who reads `stream`, and waits until they are read; who stops early wants no more. */
export async function takeBytes(stream: PassThrough | undefined, bytes: Uint8Array): Promise<Appetite> {
  if (!stream || stream.destroyed) return 'enough'
  if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), once(stream, 'close')])
  return stream.destroyed ? 'enough' : 'more'
}
