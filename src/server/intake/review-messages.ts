import type { CuresCase } from './cures/review-cures.ts'
import type { ReportCase } from './report-case.ts'

/** A tree that is sent to the process that checks a report. `ancestor`: of a merge, where it is not the base. */
export type SentTree = 'head' | 'base' | 'ancestor'

/** What goes to the process that checks a report: its trees one after the other, as GitHub packed them, then the report, or the cures. */
export type ReviewQuestion =
  | { readonly kind: 'tree'; readonly tree: SentTree }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end of tree' }
  /** `ancestor`: which tree is the merge base of a merge. */
  | { readonly kind: 'report'; readonly report: Omit<ReportCase, 'trees'>; readonly ancestor: 'base' | 'ancestor' | null }
  /** Of a hunt: its commit is the tree `head`. */
  | { readonly kind: 'cures'; readonly cures: CuresCase }

/** The answer to `end of tree`: why the tree cannot be unpacked; null where it is. */
export type BrokenTree = string | null
