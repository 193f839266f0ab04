import { SutureError } from '../../../model/error.ts'
import { concat } from '../../archives/collect-bytes.ts'

/** The first bytes of a stream, and the stream as if nothing had been read of it. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]()
  const read: Uint8Array[] = []
  let size = 0
  while (size < length) {
    const next = await iterator.next()
    if (next.done) break
    read.push(next.value)
    size += next.value.length
  }
  const head = read.length === 1 && read[0] ? read[0] : concat(read)
  return { head, all: rejoin(read, iterator) }
}

async function* rejoin(read: readonly Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* read
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}

/** Fails after more than `maxBytes`. */
export async function* bounded(bytes: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > maxBytes)
      throw new SutureError('report_too_large', `the file is larger than ${maxBytes} bytes`, 'split it, or raise maxBytes')
    yield chunk
  }
}
