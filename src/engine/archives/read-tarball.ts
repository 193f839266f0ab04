import { Readable } from 'node:stream'
import { isCleanPath } from './clean-path.ts'
import { gunzip } from './gunzip.ts'
import { readBlocks } from './tar-blocks.ts'
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

/** Reads a `.tar.gz` with one folder around everything, as GitHub and npm make them. `wants` says whose text is kept; it is asked once for each file, in their order. */
export async function readTarball(
  packed: Uint8Array,
  wants: (path: string, size: number) => boolean,
  limits: TarballLimits,
): Promise<Tarball> {
  const files = new Map<string, TarballFile>()
  if (packed.length > limits.maxPacked) return { files, isComplete: false }
  const reader = readBlocks(gunzip(Readable.from([packed])), limits.maxUnpacked)
  let [texts, isComplete] = [0, true]
  for await (const entry of tarEntries(reader)) {
    const path = entry.name.slice(entry.name.indexOf('/') + 1)
    if (!isCleanPath(path)) {
      await reader.skip(entry.size)
      continue
    }
    if (files.size >= limits.maxFiles) return { files, isComplete: false }
    const isWanted = !entry.isLink && entry.size <= limits.maxText && wants(path, entry.size)
    const isRead = isWanted && texts + entry.size <= limits.maxTexts
    isComplete &&= isRead || !isWanted
    const bytes = isRead ? await reader.take(entry.size) : null
    if (!isRead) await reader.skip(entry.size)
    texts += bytes?.length ?? 0
    files.set(path, { mode: modeOf(entry), text: bytes && decode(bytes) })
  }
  return { files, isComplete: isComplete && !reader.isCut() }
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
