import { z } from 'zod'
import { cleanTexts } from '../../model/clean-text.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import { HealReport, MAX_REPORT_BYTES, PreviousHealReport } from '../../protocol/heal-report.ts'

export type ParsedReport =
  | { readonly outcome: 'read'; readonly report: HealReport | PreviousHealReport }
  | { readonly outcome: 'rejected'; readonly reason: string }

const AnyReport = z.discriminatedUnion('protocol', [HealReport, PreviousHealReport])

/** Reads a report and makes sure that it answers this job; `bytes` come from outside and may be anything. */
export function parseReport(
  bytes: Uint8Array,
  job: Pick<HealJob, 'healing' | 'generation' | 'nonce' | 'head' | 'merge' | 'base'>,
): ParsedReport {
  const rejected = (reason: string): ParsedReport => ({ outcome: 'rejected', reason })
  if (bytes.length > MAX_REPORT_BYTES) return rejected(`the report has ${bytes.length} bytes; at most ${MAX_REPORT_BYTES} are read`)
  let value: unknown
  try {
    value = cleanTexts(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return rejected('the report is not JSON')
  }
  const parsed = AnyReport.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return rejected(`the report does not match its schema: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.slice(0, 300))
  }
  const { data: report } = parsed
  if (report.nonce !== job.nonce || report.healing !== job.healing || report.generation !== job.generation)
    return rejected('the report belongs to another job')
  return { outcome: 'read', report }
}
