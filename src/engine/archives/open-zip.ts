import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

/** Limits on a hostile zip. Sizes are unpacked bytes, as the archive claims; a false claim fails while the entry is read. */
export type ZipLimits = {
  readonly maxEntries: number
  /** Of one entry. */
  readonly maxEntryBytes: number
  readonly maxTotalBytes: number
  /** Unpacked size by packed size; deflate cannot honestly exceed 1032, and texts stay far below 200. */
  readonly maxRatio: number
}

/** Why an archive, or one of its entries, is not read. */
export type ArchiveFault = {
  readonly reason: 'too_large' | 'too_many_entries' | 'ratio' | 'path_outside' | 'link' | 'encrypted' | 'corrupt'
  readonly detail: string
}

/** A file of a zip; `read` fails where the entry is damaged or larger than it claims. */
export type ZipEntry = {
  readonly name: string
  readonly size: number
  readonly fault: ArchiveFault | null
  read(): Promise<AsyncIterable<Uint8Array>>
}

/** Below this size a high ratio is harmless: a short file of zeros. */
const RATIO_FROM_BYTES = 1024 * 1024

/** The files of a zip in memory. Nothing is unpacked before it is read, nothing is written anywhere, and names only label. */
export async function openZip(bytes: Uint8Array, limits: ZipLimits): Promise<readonly ZipEntry[] | ArchiveFault> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    if (zip.entryCount > limits.maxEntries)
      return { reason: 'too_many_entries', detail: `${zip.entryCount} entries, at most ${limits.maxEntries} are read` }
    return await listEntries(zip, limits)
  } catch (error) {
    return faultOf(error)
  }
}

export function isFault(opened: readonly ZipEntry[] | ArchiveFault): opened is ArchiveFault {
  return 'reason' in opened
}

/** An error of reading, as a fault of the archive. */
export function faultOf(error: unknown): ArchiveFault {
  const detail = error instanceof Error ? error.message : String(error)
  return { reason: /relative path|absolute path|invalid characters/.test(detail) ? 'path_outside' : 'corrupt', detail }
}

async function listEntries(zip: ZipFile, limits: ZipLimits): Promise<readonly ZipEntry[] | ArchiveFault> {
  const entries: ZipEntry[] = []
  let total = 0
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize
    const { fileName: name, uncompressedSize: size } = entry
    const read = () => zip.openReadStreamPromise(entry)
    const count = entries.push({ name, size, fault: entryFault(entry, limits), read })
    if (count > limits.maxEntries) return { reason: 'too_many_entries', detail: `more than ${limits.maxEntries} entries` }
    if (total > limits.maxTotalBytes) return { reason: 'too_large', detail: `the archive holds more than ${limits.maxTotalBytes} bytes` }
  }
  return entries
}

function entryFault(entry: Entry, limits: ZipLimits): ArchiveFault | null {
  const { uncompressedSize: size, compressedSize: packed } = entry
  if (entry.isEncrypted()) return { reason: 'encrypted', detail: 'the entry is encrypted' }
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return { reason: 'link', detail: 'the entry is a symbolic link' }
  if (size > limits.maxEntryBytes) return { reason: 'too_large', detail: `${size} bytes, at most ${limits.maxEntryBytes} are read` }
  if (size > RATIO_FROM_BYTES && size > packed * limits.maxRatio) return { reason: 'ratio', detail: `${packed} bytes unpack to ${size}` }
  return null
}
