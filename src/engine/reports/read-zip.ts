import { collectBytes } from '../archives/collect-bytes.ts'
import { faultOf, isFault, openZip, type ZipEntry } from '../archives/open-zip.ts'
import type { Reading, ReadingRefusal, ReportReading } from './reading.ts'
import { charged, whySpent } from './reading-budget.ts'
import type { ReportLimits } from './report-limits.ts'

type ReadFile = (name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits, depth: number) => Promise<ReportReading>

const LOG_NAME = /(?:\.(?:txt|log|out)|\/[^./]+|^[^./]+)$/i
const REPORT_NAME = /\.(?:xml|json|zip|gz)$/i
/** The log archive of a run holds each job whole, and again step by step in a folder. */
const WHOLE_JOB = /^-?\d+_[^/]+\.txt$/
const STEP_OF_JOB = /^[^/]+\/-?\d+_[^/]+\.txt$/

/** Every report in a zip. Entry names are only labels, and still must stay below the archive. */
export async function readZip(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReportLimits,
  depth: number,
  readFile: ReadFile,
): Promise<ReportReading> {
  const refuse = (fault: Omit<ReadingRefusal, 'name'>): ReportReading => ({ readings: [], refusals: [{ name, ...fault }] })
  const { maxDepth, maxArchiveBytes } = limits.zip
  if (depth >= maxDepth) return refuse({ reason: 'too_deep', detail: `more than ${maxDepth} archives inside one another` })
  try {
    const archive = await collectBytes(depth === 0 ? bytes : charged(bytes, limits.total), maxArchiveBytes)
    if (!archive) return refuse({ reason: 'too_large', detail: `the archive is larger than ${maxArchiveBytes} bytes` })
    const entries = await openZip(archive, { ...limits.zip, maxEntryBytes: limits.maxBytes })
    if (isFault(entries)) return refuse(entries)
    limits.total.entries -= entries.length
    return await readEntries(name, entries, limits, depth, readFile)
  } catch (error) {
    return refuse(faultOf(error))
  }
}

async function readEntries(
  archive: string,
  entries: readonly ZipEntry[],
  limits: ReportLimits,
  depth: number,
  readFile: ReadFile,
): Promise<ReportReading> {
  const readings: Reading[] = []
  const refusals: ReadingRefusal[] = []
  const isRunLog = entries.some(({ name }) => WHOLE_JOB.test(name))
  for (const { name, fault, read } of entries) {
    const spent = whySpent(limits.total)
    if (spent !== null) {
      refusals.push({ name: archive, reason: 'too_large', detail: spent })
      break
    }
    if (name.endsWith('/') || (isRunLog && STEP_OF_JOB.test(name))) continue
    if (!REPORT_NAME.test(name) && !LOG_NAME.test(name)) continue
    const label = `${archive}:${name}`
    if (fault) {
      refusals.push({ name: label, ...fault })
      continue
    }
    try {
      const inner = await readFile(label, await read(), limits, depth + 1)
      readings.push(...inner.readings.filter(({ isReport }) => isReport))
      refusals.push(...inner.refusals)
    } catch (error) {
      refusals.push({ name: label, reason: 'corrupt', detail: error instanceof Error ? error.message : String(error) })
    }
  }
  return { readings, refusals }
}
