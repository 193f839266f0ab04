import { SutureError } from '../../model/error.ts'
import { halfAnswer } from '../github/half-answer.ts'
import { type Ended, type ProcessLimits, type Reply, startOwnProcess } from '../processes/own-process.ts'
import type { Appetite } from '../processes/take-bytes.ts'
import { workingTime } from '../processes/working-time.ts'
import type { CuresVerdict } from './cures/cured-cause.ts'
import type { CuresCase } from './cures/review-cures.ts'
import type { ReportCase, ReportVerdict } from './report-case.ts'
import type { BrokenTree, ReviewQuestion, SentTree } from './review-messages.ts'
import type { PackedTree } from './tree.ts'
import type { PackedTrees } from './unpack-trees.ts'

/** One report that has not been unpacked yet. */
export type PackedReportCase = Omit<ReportCase, 'trees'> & { readonly packed: PackedTrees }

/** What one report may cost, without its downloads. A check beyond either is ended, and the report counts as rejected. */
type ReviewLimits = ProcessLimits & { readonly timeoutMs: number }

const LIMITS: ReviewLimits = { timeoutMs: 120_000, memoryMb: 1_500, youngMb: 4 }

/**
 * Checks a report in a process of its own, which gets its trees as they are downloaded: this process never holds one. Throws `stopped` when
 * `signal` fires, what a download throws, and `half_answer` where a tree is not whole.
 */
export function verifyInProcess(report: PackedReportCase, signal: AbortSignal, limits: ReviewLimits = LIMITS): Promise<ReportVerdict> {
  return inProcess((ask) => review(report, ask), signal, limits)
}

/** The same for the cures of a hunt, whose commit is `head`. */
export function reviewCuresInProcess(cures: CuresCase, head: PackedTree, signal: AbortSignal): Promise<CuresVerdict> {
  return inProcess(
    async (ask) => {
      const sent = await sendAll([['head', head]], ask)
      return sent ?? ask<CuresVerdict>({ kind: 'cures', cures })
    },
    signal,
    LIMITS,
  )
}

type Rejected = { readonly outcome: 'rejected'; readonly reason: string }

async function inProcess<Verdict>(
  use: (ask: Ask) => Promise<Reply<Verdict>>,
  signal: AbortSignal,
  { timeoutMs, ...memory }: ReviewLimits,
): Promise<Verdict | Rejected> {
  const own = startOwnProcess(import.meta, 'review-process', memory)
  const time = workingTime(timeoutMs)
  try {
    const reply = await use((question) => time.measured(own.ask(question, time.left(), signal)))
    if (reply.outcome === 'replied') return reply.answer
    if (reply.outcome === 'too_slow') return { outcome: 'rejected', reason: `checking the report took longer than ${timeoutMs / 1_000} s` }
    if (reply.outcome === 'too_much_memory') return { outcome: 'rejected', reason: 'checking the report took too much memory' }
    throw new SutureError('review_ended', `the process that checks reports ended without an answer (${reply.detail})`)
  } finally {
    own.end()
  }
}

type Ask = <Answer>(question: ReviewQuestion) => Promise<Reply<Answer>>

async function review({ packed, ...report }: PackedReportCase, ask: Ask): Promise<Reply<ReportVerdict>> {
  const { head, base, merge } = packed
  const own = merge === null || merge.ancestor === 'base' ? null : merge.ancestor
  const trees: readonly (readonly [SentTree, PackedTree])[] = [
    ['head', head],
    ['base', base],
    ...(own === null ? [] : [['ancestor', own] as const]),
  ]
  const ended = await sendAll(trees, ask)
  return ended ?? ask<ReportVerdict>({ kind: 'report', report, ancestor: merge && (own === null ? 'base' : 'ancestor') })
}

/** `null` once all of them are there. */
async function sendAll(trees: readonly (readonly [SentTree, PackedTree])[], ask: Ask): Promise<Ended | null> {
  for (const [name, tree] of trees) {
    const sent = await send(name, tree, ask)
    if (sent.outcome !== 'replied') return sent
    if (sent.answer !== null) throw halfAnswer('the download of a tarball', `it cannot be unpacked (${sent.answer})`)
  }
  return null
}

async function send(tree: SentTree, packed: PackedTree, ask: Ask): Promise<Reply<BrokenTree>> {
  const begun = await ask<null>({ kind: 'tree', tree })
  if (begun.outcome !== 'replied') return begun
  for await (const bytes of packed) {
    const wanted = await ask<Appetite>({ kind: 'bytes', bytes })
    if (wanted.outcome !== 'replied') return wanted
    if (wanted.answer === 'enough') break
  }
  return ask<BrokenTree>({ kind: 'end of tree' })
}
