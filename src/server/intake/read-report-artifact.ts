import { collectBytes } from '../../engine/archives/collect-bytes.ts'
import { type ArchiveFault, faultOf, isFault, openZip } from '../../engine/archives/open-zip.ts'
import { MAX_REPORT_BYTES } from '../../protocol/heal-report.ts'

export type FetchedReport =
  | { readonly outcome: 'there'; readonly bytes: Uint8Array }
  | { readonly outcome: 'missing'; readonly reason: string }

const REPORT = 'report.json'
const MAX_ENTRIES = 20 // the artifact holds one file
const LIMITS = { maxEntries: MAX_ENTRIES, maxEntryBytes: MAX_REPORT_BYTES, maxTotalBytes: MAX_ENTRIES * MAX_REPORT_BYTES, maxRatio: 200 }

/** The report in the artifact of one of Suture's runs, unpacked in memory and within limits. */
export async function readReportArtifact(zip: Uint8Array): Promise<FetchedReport> {
  const entries = await openZip(zip, LIMITS)
  if (isFault(entries)) return missing(entries)
  const entry = entries.find(({ name }) => name === REPORT)
  if (entry === undefined) return { outcome: 'missing', reason: `the artifact does not contain ${REPORT}` }
  if (entry.fault !== null) return missing(entry.fault)
  try {
    const bytes = await collectBytes(await entry.read(), MAX_REPORT_BYTES)
    return bytes === null ? missing({ reason: 'too_large', detail: 'it is larger than its header says' }) : { outcome: 'there', bytes }
  } catch (error) {
    return missing(faultOf(error))
  }
}

function missing({ reason, detail }: ArchiveFault): FetchedReport {
  const what = reason === 'ratio' ? "the report's compression ratio is suspicious" : 'the artifact could not be unpacked'
  return { outcome: 'missing', reason: `${what}: ${detail.slice(0, 200)}` }
}
