import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { ReportReading } from '../read-report.ts'
import type { Reading } from '../reading.ts'
import type { ReportLimits, ZipLimits } from '../report-limits.ts'
import { concat } from '../text/byte-stream.ts'

/** Why an archive, or a file in it, was not read. */
export type Refusal = {
  readonly name: string
  readonly reason: 'too_large' | 'too_many_entries' | 'too_deep' | 'ratio' | 'path_outside' | 'link' | 'encrypted' | 'corrupt'
  readonly detail: string
}

type ReadFile = (name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits, depth: number) => Promise<ReportReading>

/** Below this size a high ratio is harmless: a short file of zeros. */
const RATIO_FROM_BYTES = 1024 * 1024
const LOG_NAME = /(?:\.(?:txt|log|out)|\/[^./]+|^[^./]+)$/i
const REPORT_NAME = /\.(?:xml|json|zip|gz)$/i
/** The log archive of a run holds each job whole, and again step by step in a folder. */
const WHOLE_JOB = /^-?\d+_[^/]+\.txt$/
const STEP_OF_JOB = /^[^/]+\/-?\d+_[^/]+\.txt$/

/** Every report in a zip. Nothing is written anywhere; entry names are only labels, and still must stay below the archive. */
export async function readZip(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReportLimits,
  depth: number,
  readFile: ReadFile,
): Promise<ReportReading> {
  const refuse = (reason: Refusal['reason'], detail: string): ReportReading => ({ readings: [], refusals: [{ name, reason, detail }] })
  if (depth >= limits.zip.maxDepth) return refuse('too_deep', `more than ${limits.zip.maxDepth} archives inside one another`)
  try {
    const archive = await collect(bytes, limits.zip.maxArchiveBytes)
    if (!archive) return refuse('too_large', `the archive is larger than ${limits.zip.maxArchiveBytes} bytes`)
    const zip = await fromBufferPromise(Buffer.from(archive.buffer, archive.byteOffset, archive.length))
    const entries = await listEntries(zip, limits.zip)
    if (!Array.isArray(entries)) return refuse(entries.reason, entries.detail)
    return await readEntries(name, zip, entries, limits, depth, readFile)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return refuse(/relative path|absolute path|invalid characters/.test(detail) ? 'path_outside' : 'corrupt', detail)
  }
}

/** The bytes that a gzip file holds; a broken one ends the stream with an error. */
export function gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = Readable.from(bytes)
  const target = createGunzip()
  source.on('error', (error) => target.destroy(error))
  return source.pipe(target)
}

async function collect(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return concat(chunks)
}

async function listEntries(zip: ZipFile, limits: ZipLimits): Promise<Entry[] | Omit<Refusal, 'name'>> {
  const entries: Entry[] = []
  let total = 0
  if (zip.entryCount > limits.maxEntries)
    return { reason: 'too_many_entries', detail: `${zip.entryCount} entries, at most ${limits.maxEntries} are read` }
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize
    if (entries.push(entry) > limits.maxEntries) return { reason: 'too_many_entries', detail: `more than ${limits.maxEntries} entries` }
    if (total > limits.maxTotalBytes) return { reason: 'too_large', detail: `the archive holds more than ${limits.maxTotalBytes} bytes` }
  }
  return entries
}

async function readEntries(
  name: string,
  zip: ZipFile,
  entries: readonly Entry[],
  limits: ReportLimits,
  depth: number,
  readFile: ReadFile,
): Promise<ReportReading> {
  const readings: Reading[] = []
  const refusals: Refusal[] = []
  const isRunLog = entries.some((entry) => WHOLE_JOB.test(entry.fileName))
  for (const entry of entries) {
    const { fileName } = entry
    if (fileName.endsWith('/') || (isRunLog && STEP_OF_JOB.test(fileName))) continue
    if (!REPORT_NAME.test(fileName) && !LOG_NAME.test(fileName)) continue
    const label = `${name}:${fileName}`
    const refusal = refusalOf(entry, limits)
    if (refusal) {
      refusals.push({ name: label, ...refusal })
      continue
    }
    const inner = await readEntry(label, zip, entry, limits, depth, readFile)
    readings.push(...inner.readings.filter(({ isReport }) => isReport))
    refusals.push(...inner.refusals)
  }
  return { readings, refusals }
}

async function readEntry(
  label: string,
  zip: ZipFile,
  entry: Entry,
  limits: ReportLimits,
  depth: number,
  readFile: ReadFile,
): Promise<ReportReading> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    return await readFile(label, stream, limits, depth + 1)
  } catch (error) {
    return { readings: [], refusals: [{ name: label, reason: 'corrupt', detail: error instanceof Error ? error.message : String(error) }] }
  }
}

function refusalOf(entry: Entry, limits: ReportLimits): Omit<Refusal, 'name'> | null {
  const { uncompressedSize: size, compressedSize: packed } = entry
  if (entry.isEncrypted()) return { reason: 'encrypted', detail: 'the entry is encrypted' }
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return { reason: 'link', detail: 'the entry is a symbolic link' }
  if (size > limits.maxBytes) return { reason: 'too_large', detail: `${size} bytes, at most ${limits.maxBytes} are read` }
  if (size > RATIO_FROM_BYTES && size > packed * limits.zip.maxRatio)
    return { reason: 'ratio', detail: `${packed} bytes unpack to ${size}` }
  return null
}
