import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** The bytes that a gzip file holds; a broken one ends the stream with an error. */
export function gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = Readable.from(bytes)
  const target = createGunzip()
  source.on('error', (error) => target.destroy(error))
  return source.pipe(target)
}
