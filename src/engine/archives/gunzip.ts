import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** The bytes that a gzip file holds; a broken one ends the stream with an error. Who stops reading it ends `bytes` as well. */
export function gunzip(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const target = createGunzip()
  pipeline(Readable.from(bytes, { objectMode: false }), target, () => {}) // whoever reads meets the error
  return target
}
