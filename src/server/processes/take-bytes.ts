import type { PassThrough } from 'node:stream'

/** Whether more bytes of a stream are wanted. */
export type Appetite = 'more' | 'enough'

/** Hands bytes to who reads `stream`, and waits until they are read; who stops early wants no more. */
export async function takeBytes(stream: PassThrough | undefined, bytes: Uint8Array): Promise<Appetite> {
  if (!stream || stream.destroyed) return 'enough'
  if (!stream.write(bytes)) await drained(stream)
  return stream.destroyed ? 'enough' : 'more'
}

/** Leaves no listener behind: a long file has thousands of these waits. */
async function drained(stream: PassThrough): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => resolve()
  stream.once('drain', done).once('close', done)
  await promise
  stream.off('drain', done).off('close', done)
}
