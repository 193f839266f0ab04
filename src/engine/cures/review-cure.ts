import type { CheckResult } from '../../model/test-repair.ts'
import { type EditedFile, editedFiles } from '../repair/edited-files.ts'
import { assertionsKept } from '../review/checks/assertions-kept.ts'
import type { TextReview } from '../review/checks/check.ts'
import { parses } from '../review/checks/parses.ts'
import { symbolsResolve } from '../review/checks/symbols-resolve.ts'
import { testFilesOnly } from '../review/checks/test-files-only.ts'
import type { CureCandidate } from './cure.ts'
import type { CureSources } from './cure-sources.ts'
import { sameExpectations } from './same-expectations.ts'

/** The edited files, and what their texts say: `null` where the edits do not fit the tree. */
export type ReviewedCure = { readonly files: readonly EditedFile[]; readonly checks: readonly CheckResult[] }

/** Reads a candidate against the tree that it was derived from. The server runs the same function. */
export function reviewCure(candidate: CureCandidate, sources: CureSources): ReviewedCure | null {
  const files = editedFiles(candidate.edits, sources.files)
  if (files === null || files.length === 0) return null
  const { trees, framework, parsers } = sources
  const review: TextReview = {
    ...{ edits: candidate.edits, files, reached: [], changes: [], trees, failures: [], framework, parsers },
    callers: () => {
      throw new Error('a cure follows no declared change')
    },
  }
  const checks = [parses, testFilesOnly, symbolsResolve, assertionsKept].map((check) => check.examine(review))
  return { files, checks: [...checks, sameExpectations(candidate, files, parsers)] }
}
