import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
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

type Header = { readonly size: number; readonly type: string; readonly name: string; readonly mode: number }

const BLOCK = 512

/** Reads a `.tar.gz` of a commit, as GitHub makes them: one folder around everything. `wants` says whose text is kept. */
export async function readTarball(
  packed: Uint8Array,
  wants: (path: string) => boolean,
  limits: TarballLimits = TARBALL_LIMITS,
): Promise<Tree> {
  const files = new Map<string, TreeFile>()
  let isComplete = packed.length <= limits.maxPacked
  if (!isComplete) return { files, isComplete }
  const reader = blockReader(Readable.from([packed]).pipe(createGunzip()), limits.maxUnpacked)
  let longPath: string | null = null
  let texts = 0
  for (let header = await nextHeader(reader); header !== null; header = await nextHeader(reader)) {
    if (header.type === 'x' || header.type === 'g') {
      const records = await reader.take(header.size)
      if (records === null) break
      if (header.type === 'x') longPath = paxPath(records)
      continue
    }
    const path = withoutTopFolder(longPath ?? header.name)
    longPath = null
    const isFile = header.type === '0' || header.type === '\0' || header.type === ''
    if ((!isFile && header.type !== '2') || !isCleanPath(path)) {
      await reader.skip(header.size)
      continue
    }
    if (files.size >= limits.maxFiles) return { files, isComplete: false }
    const mode = header.type === '2' ? '120000' : (header.mode & 0o100) === 0 ? '100644' : '100755'
    const keeps = isFile && wants(path) && header.size <= limits.maxText && texts + header.size <= limits.maxTexts
    if (isFile && wants(path) && header.size <= limits.maxText && !keeps) isComplete = false
    const bytes = keeps ? await reader.take(header.size) : null
    if (!keeps) await reader.skip(header.size)
    texts += bytes?.length ?? 0
    files.set(path, { mode, text: bytes === null ? null : decode(bytes) })
  }
  return { files, isComplete: isComplete && !reader.isCut() }
}

type BlockReader = {
  /** The next `size` bytes and the padding after them; null at the end of the archive or of the limit. */
  take(size: number): Promise<Uint8Array | null>
  skip(size: number): Promise<void>
  /** Whether the limit ended the reading. */
  isCut(): boolean
}

function blockReader(stream: AsyncIterable<Uint8Array>, limit: number): BlockReader {
  const source = stream[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  let read = 0
  let isCut = false
  /** Reads on, keeping nothing more than asked for. */
  const next = async (size: number, keep: boolean): Promise<Uint8Array | null> => {
    const padded = Math.ceil(size / BLOCK) * BLOCK
    read += padded
    if (read > limit) {
      isCut = true
      return null
    }
    const parts: Uint8Array[] = []
    for (let left = padded; left > 0; ) {
      if (rest.length === 0) {
        const { value, done } = await source.next()
        if (done) return null
        rest = value
      }
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.length)
      left -= part.length
      if (keep) parts.push(part)
    }
    return keep ? Buffer.concat(parts).subarray(0, size) : new Uint8Array()
  }
  return {
    take: (size) => next(size, true),
    skip: async (size) => void (await next(size, false)),
    isCut: () => isCut,
  }
}

async function nextHeader(reader: BlockReader): Promise<Header | null> {
  const block = await reader.take(BLOCK)
  if (block === null || block.every((byte) => byte === 0)) return null
  const field = (from: number, to: number) => Buffer.from(block.subarray(from, to)).toString('utf8').replace(/\0.*$/s, '')
  const octal = (from: number, to: number) => Number.parseInt(field(from, to).trim() || '0', 8)
  const size = octal(124, 136)
  if (!Number.isSafeInteger(size) || size < 0) return null
  const prefix = field(345, 500)
  const name = field(0, 100)
  return { size, type: field(156, 157), name: prefix === '' ? name : `${prefix}/${name}`, mode: octal(100, 108) || 0 }
}

/** The path of a pax header: records of the form `LENGTH key=value\n`. */
function paxPath(records: Uint8Array): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(records).toString('utf8'))?.[1] ?? null
}

function withoutTopFolder(path: string): string {
  return path.slice(path.indexOf('/') + 1)
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
