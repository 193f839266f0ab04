import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'
import { readBlocks } from '../../engine/reports/archives/tar-blocks.ts'
import { tarEntries } from '../../engine/reports/archives/tar-entries.ts'
import { bounded, concat } from '../../engine/reports/text/byte-stream.ts'

const MB = 1024 * 1024
/** A hostile archive costs no more: bytes of one text, of all of them, of all that a tarball unpacks to, and entries looked at. */
const LIMITS = { text: MB, texts: 20 * MB, unpacked: 200 * MB, entries: 20_000 }
/** What a package says of itself and its code; nothing else is read. */
const WANTED = /(?:\.pyi?|\.[cm]?[jt]sx?|^package\.json)$/

type Texts = ReadonlyMap<string, string>

/** The modules of a wheel, in memory. Throws for a damaged archive. */
export async function readWheel(bytes: Uint8Array): Promise<Texts> {
  const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const texts = new Map<string, string>()
  let [total, seen] = [0, 0]
  for await (const entry of archive.eachEntry()) {
    const { fileName, uncompressedSize: size } = entry
    seen += 1
    if (seen > LIMITS.entries) break
    if (!WANTED.test(fileName) || size > LIMITS.text || total + size > LIMITS.texts) continue
    total += size
    const parts: Uint8Array[] = []
    for await (const part of bounded(await archive.openReadStreamPromise(entry), LIMITS.text)) parts.push(part)
    texts.set(fileName, new TextDecoder().decode(concat(parts)))
  }
  return texts
}

/** The modules and the manifest of an npm tarball, without the folder around everything, in memory. */
export async function readTarball(bytes: Uint8Array): Promise<Texts> {
  const reader = readBlocks(Readable.from([bytes]).pipe(createGunzip()), LIMITS.unpacked)
  const texts = new Map<string, string>()
  let [total, seen] = [0, 0]
  for await (const { name, size, isLink } of tarEntries(reader)) {
    seen += 1
    if (seen > LIMITS.entries) break
    const path = name.slice(name.indexOf('/') + 1)
    const isRead = !isLink && WANTED.test(path) && size <= LIMITS.text && total + size <= LIMITS.texts
    if (!isRead) {
      await reader.skip(size)
      continue
    }
    total += size
    texts.set(path, new TextDecoder().decode((await reader.take(size)) ?? new Uint8Array()))
  }
  return texts
}
