import { fromBufferPromise } from 'yauzl'

export type ZipEntryReading =
  | { readonly outcome: 'there'; readonly bytes: Uint8Array }
  | { readonly outcome: 'missing'; readonly reason: string }

const MAX_ENTRIES = 20 // the artifact holds one file
const RATIO_FROM_BYTES = 1024 * 1024 // below, a high ratio is a short file of zeros

/** One file of a zip, unpacked in memory. A bomb ends at the limit, whatever size it claims. */
export async function readZipEntry(zip: Uint8Array, name: string, maxBytes: number, maxRatio: number): Promise<ZipEntryReading> {
  const missing = (reason: string): ZipEntryReading => ({ outcome: 'missing', reason })
  try {
    const archive = await fromBufferPromise(Buffer.from(zip.buffer, zip.byteOffset, zip.length))
    if (archive.entryCount > MAX_ENTRIES) return missing(`the artifact holds ${archive.entryCount} files`)
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName !== name) continue
      const { uncompressedSize: size, compressedSize: packed } = entry
      if (size > maxBytes) return missing(`the report has ${size} bytes, which is too large`)
      if (size > RATIO_FROM_BYTES && size > packed * maxRatio) return missing('the report is packed as no honest file is')
      const parts: Buffer[] = []
      let read = 0
      for await (const part of await archive.openReadStreamPromise(entry)) {
        read += (part as Buffer).length
        if (read > maxBytes) return missing('the report is larger than it claims')
        parts.push(part as Buffer)
      }
      return { outcome: 'there', bytes: Buffer.concat(parts) }
    }
    return missing(`the artifact holds no ${name}`)
  } catch (error) {
    return missing(`the artifact could not be unpacked: ${error instanceof Error ? error.message.slice(0, 200) : 'it is damaged'}`)
  }
}
