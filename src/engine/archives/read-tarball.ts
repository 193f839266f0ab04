import { isCleanPath } from './clean-path.ts'
import { gunzip } from './gunzip.ts'
import { type BlockReader, readBlocks } from './tar-blocks.ts'
import { type TarEntry, tarEntries } from './tar-entries.ts'

/** What a hostile archive may cost. Sizes in bytes. */
export type TarballLimits = {
  readonly maxPacked: number
  /** Of everything that comes out of the archive, read or skipped. */
  readonly maxUnpacked: number
  readonly maxFiles: number
  /** Larger files are listed, without their text. */
  readonly maxText: number
  /** Of all texts together: what is kept in memory. */
  readonly maxTexts: number
}

/** `text` is null for a link, and for what is not wanted, too large or not UTF-8. */
export type TarballFile = { readonly mode: '100644' | '100755' | '120000'; readonly text: string | null }

/** Files by path, without the folder around everything. Not `isComplete`: something went beyond a limit and is missing here. */
export type Tarball = { readonly files: ReadonlyMap<string, TarballFile>; readonly isComplete: boolean }

type Bytes = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** Reads a `.tar.gz` with one folder around everything, as GitHub and npm make them. `wants` says whose text is kept; it is asked once for each file, in their order. */
export async function readTarball(packed: Bytes, wants: (path: string, size: number) => boolean, limits: TarballLimits): Promise<Tarball> {
  const within = upTo(packed, limits.maxPacked)
  const reader = readBlocks(gunzip(within.bytes), limits.maxUnpacked)
  const files = new Map<string, TarballFile>()
  try {
    const isComplete = await readFiles(files, reader, wants, limits)
    return { files, isComplete: isComplete && !within.isCut() }
  } catch (error) {
    if (within.isCut()) return { files, isComplete: false }
    throw error
  } finally {
    await reader.close()
  }
}

/** The bytes of a stream up to a limit. No byte is no archive. */
function upTo(bytes: Bytes, limit: number): { readonly bytes: AsyncIterable<Uint8Array>; isCut(): boolean } {
  let size = 0
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const part of bytes) {
      size += part.length
      if (size > limit) return
      yield part
    }
  }
  return { bytes: pass(), isCut: () => size > limit || size === 0 }
}

/** Whether all were read within the limits. */
async function readFiles(
  files: Map<string, TarballFile>,
  reader: BlockReader,
  wants: (path: string, size: number) => boolean,
  limits: TarballLimits,
): Promise<boolean> {
  let [texts, isComplete] = [0, true]
  for await (const entry of tarEntries(reader)) {
    const path = entry.name.slice(entry.name.indexOf('/') + 1)
    if (!isCleanPath(path)) {
      await reader.skip(entry.size)
      continue
    }
    if (files.size >= limits.maxFiles) return false
    const isWanted = !entry.isLink && entry.size <= limits.maxText && wants(path, entry.size)
    const isRead = isWanted && texts + entry.size <= limits.maxTexts
    isComplete &&= isRead || !isWanted
    const bytes = isRead ? await reader.take(entry.size) : null
    if (!isRead) await reader.skip(entry.size)
    texts += bytes?.length ?? 0
    files.set(path, { mode: modeOf(entry), text: bytes && decode(bytes) })
  }
  return isComplete && !reader.isCut()
}

function modeOf({ isLink, mode }: TarEntry): TarballFile['mode'] {
  if (isLink) return '120000'
  return (mode & 0o100) === 0 ? '100644' : '100755'
}

/** Null for what is not UTF-8: it is never edited, and a replacement character would change it silently. */
function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
