import type { CheckResult } from '../../model/test-repair.ts'
import { sameExpectations } from '../cures/same-expectations.ts'
import { type EditedFile, editedFiles } from '../repair/edited-files.ts'
import { assertionsKept } from '../review/checks/assertions-kept.ts'
import { result, type TextReview } from '../review/checks/check.ts'
import { parses } from '../review/checks/parses.ts'
import { symbolsResolve } from '../review/checks/symbols-resolve.ts'
import { testFilesOnly } from '../review/checks/test-files-only.ts'
import type { OptimizationCandidate, OptimizationInput } from './optimization.ts'

export type ReviewedOptimization = { readonly files: readonly EditedFile[]; readonly checks: readonly CheckResult[] }

/** Reads a candidate against the texts that it was derived from; `null` where its edits do not fit them. Whoever is handed one runs the same function. */
export function reviewOptimization(
  candidate: OptimizationCandidate,
  { sources, settings }: Pick<OptimizationInput, 'sources' | 'settings'>,
): ReviewedOptimization | null {
  const files = editedFiles(candidate.edits, new Map([...settings, ...sources.files]))
  if (files === null || files.length === 0) return null
  const { trees, framework, parsers } = sources
  // what a switch of the framework may be is decided where it is proposed: no test is touched by it
  if (candidate.name === 'parallel-files') return { files, checks: [onlySettings(files, settings)] }
  const review: TextReview = {
    ...{ edits: candidate.edits, files, reached: [], changes: [], trees, failures: [], framework, parsers },
    callers: () => {
      throw new Error('an optimisation follows no declared change')
    },
  }
  const texts = [parses, testFilesOnly, symbolsResolve].map((check) => check.examine(review))
  if (candidate.removes !== undefined) return { files, checks: texts }
  return { files, checks: [...texts, assertionsKept.examine(review), sameExpectations(candidate, files, parsers)] }
}

function onlySettings(files: readonly EditedFile[], settings: ReadonlyMap<string, string>): CheckResult {
  const other = files.find(({ path }) => !settings.has(path))
  return result(
    'settings-only',
    other === undefined,
    other === undefined ? files.map(({ path }) => path).join(', ') : `${other.path} is no setting`,
  )
}
