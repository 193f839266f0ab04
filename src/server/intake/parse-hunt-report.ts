import { cleanTexts } from '../../model/clean-text.ts'
import type { HuntJob } from '../../protocol/hunt-job.ts'
import { HuntReport, MAX_HUNT_REPORT_BYTES } from '../../protocol/hunt-report.ts'

export type ParsedHuntReport =
  | { readonly outcome: 'read'; readonly report: HuntReport }
  | { readonly outcome: 'rejected'; readonly reason: string }

/** Reads the report of a hunt and makes sure that it answers this job; `bytes` come from outside and may be anything. */
export function parseHuntReport(bytes: Uint8Array, job: Pick<HuntJob, 'hunt' | 'nonce'>): ParsedHuntReport {
  const rejected = (reason: string): ParsedHuntReport => ({ outcome: 'rejected', reason })
  if (bytes.length > MAX_HUNT_REPORT_BYTES)
    return rejected(`the report has ${bytes.length} bytes; at most ${MAX_HUNT_REPORT_BYTES} are read`)
  let value: unknown
  try {
    value = cleanTexts(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return rejected('the report is not JSON')
  }
  const parsed = HuntReport.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return rejected(`the report does not match its schema: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.slice(0, 300))
  }
  const { data: report } = parsed
  if (report.nonce !== job.nonce || report.hunt !== job.hunt) return rejected('the report belongs to another job')
  const odd = report.findings.find(({ runs, failed, interval: [low, high] }) => failed > runs || low > high)
  if (odd) return rejected(`what it counts for ${odd.testId.slice(0, 200)} is impossible`)
  if (new Set(report.findings.map(({ testId }) => testId)).size < report.findings.length) return rejected('it names a test twice')
  return { outcome: 'read', report }
}
