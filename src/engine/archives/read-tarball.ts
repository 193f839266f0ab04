import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { readBlocks } from '../../engine/reports/archives/tar-blocks.ts'
import { type TarEntry, tarEntries } from '../../engine/reports/archives/tar-entries.ts'
import { isCleanPath, type Tree, type TreeFile } from './tree.ts'

/** What a hostile archive may cost. Sizes in bytes. */
export type TarballLimits = {
  readonly maxPacked: number
  /** Of everything that comes out of the archive, read or skipped. */
  readonly maxUnpacked: number
  readonly maxFiles: number
  /** Larger files are there, without their text. */
  readonly maxText: number
  /** Of all texts together: what is kept in memory. */
  readonly maxTexts: number
}

const MB = 1024 * 1024

export const TARBALL_LIMITS: TarballLimits = {
  maxPacked: 200 * MB,
  maxUnpacked: 1024 * MB,
  maxFiles: 100_000,
  maxText: MB,
  maxTexts: 150 * MB,
}

/** Reads a `.tar.gz` of a commit, as GitHub makes them: one folder around everything. `wants` says whose text is kept. */
export async function readTarball(
  packed: Uint8Array,
  wants: (path: string) => boolean,
  limits: TarballLimits = TARBALL_LIMITS,
): Promise<Tree> {
  const files = new Map<string, TreeFile>()
  if (packed.length > limits.maxPacked) return { files, isComplete: false }
  const reader = readBlocks(Readable.from([packed]).pipe(createGunzip()), limits.maxUnpacked)
  let [texts, isComplete] = [0, true]
  for await (const entry of tarEntries(reader)) {
    const path = entry.name.slice(entry.name.indexOf('/') + 1) // without the folder around everything
    if (!isCleanPath(path)) {
      await reader.skip(entry.size)
      continue
    }
    if (files.size >= limits.maxFiles) return { files, isComplete: false }
    const isWanted = !entry.isLink && entry.size <= limits.maxText && wants(path)
    const isRead = isWanted && texts + entry.size <= limits.maxTexts
    isComplete &&= isRead || !isWanted
    const bytes = isRead ? await reader.take(entry.size) : null
    if (!isRead) await reader.skip(entry.size)
    texts += bytes?.length ?? 0
    files.set(path, { mode: modeOf(entry), text: bytes && decode(bytes) })
  }
  return { files, isComplete: isComplete && !reader.isCut() }
}

function modeOf({ isLink, mode }: TarEntry): TreeFile['mode'] {
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
