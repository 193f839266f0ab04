import { SutureError } from '../../model/error.ts'
import { startOwnProcess } from '../processes/own-process.ts'
import type { ReportVerdict } from './report-case.ts'
import type { PackedReportCase } from './unpack-trees.ts'

/** What one report may cost. A check beyond either is ended, and the report counts as rejected. */
type ProcessLimits = { readonly timeoutMs: number; readonly memoryMb: number }

const LIMITS: ProcessLimits = { timeoutMs: 120_000, memoryMb: 1_500 }

/** Checks a report in a process of its own. Throws `stopped` when `signal` fires. */
export async function verifyInProcess(
  report: PackedReportCase,
  signal: AbortSignal,
  { timeoutMs, memoryMb }: ProcessLimits = LIMITS,
): Promise<ReportVerdict> {
  const own = startOwnProcess(import.meta, 'review-process', { memoryMb })
  try {
    const reply = await own.ask<ReportVerdict>(report, timeoutMs, signal)
    if (reply.outcome === 'replied') return reply.answer
    if (reply.outcome === 'too_slow') return { outcome: 'rejected', reason: `checking the report took longer than ${timeoutMs / 1_000} s` }
    if (reply.outcome === 'too_much_memory') return { outcome: 'rejected', reason: 'checking the report took too much memory' }
    throw new SutureError('review_ended', `the process that checks reports ended without an answer (${reply.detail})`)
  } finally {
    own.end()
  }
}
