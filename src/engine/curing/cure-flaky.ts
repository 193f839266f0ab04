import { type Reason, reason } from '../../model/reason.ts'
import type { FlakyCure } from '../../model/result/flaky-cure.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { CureCandidate } from '../cures/cure.ts'
import { proposeCures } from '../cures/propose-cures.ts'
import { type ReviewedCure, reviewCure } from '../cures/review-cure.ts'
import { canJoin, type EditedFile, editedFiles } from '../repair/edited-files.ts'
import { unifiedPatch } from '../repair/patch.ts'
import { cleanRunsNeeded, MOST_CLEAN_RUNS } from './clean-runs.ts'
import type { CureContext } from './cure-context.ts'
import { proveCure } from './prove-cure.ts'

/** The results with their cures, or with why there is none; `files` are all cures together. */
export type Cured = { readonly results: readonly FlakyTestResult[]; readonly files: readonly EditedFile[] }

/** Tries to cure every flaky test among these results, and proves each cure by runs under the condition under which the test failed. */
export async function cureFlaky(context: CureContext, results: readonly FlakyTestResult[]): Promise<Cured> {
  const accepted: CureCandidate[] = []
  const cured: FlakyTestResult[] = []
  for (const result of results) {
    if (!result.isFlaky) {
      cured.push(result)
      continue
    }
    const found = await cureOf(context, result, accepted)
    if ('cure' in found) accepted.push(found.candidate)
    cured.push('cure' in found ? { ...result, cure: found.cure } : { ...result, uncured: found.uncured })
  }
  const edits = accepted.flatMap((one) => one.edits)
  return { results: cured, files: edits.length === 0 ? [] : (editedFiles(edits, context.sources.files) ?? []) }
}

type Found = { readonly cure: FlakyCure; readonly candidate: CureCandidate } | { readonly uncured: Reason }

async function cureOf(context: CureContext, result: FlakyTestResult, accepted: readonly CureCandidate[]): Promise<Found> {
  const { sources, day, clock, endsAt } = context
  const { candidates, refused } = proposeCures(result, sources, day)
  if (refused !== null) return { uncured: refused }
  const failing = context.failing.get(result.testId)
  const needed = failing === undefined ? Number.POSITIVE_INFINITY : cleanRunsNeeded(failing.count)
  if (failing === undefined || needed > MOST_CLEAN_RUNS)
    return { uncured: reason('cure-not-shown', { needed: Math.min(needed, 1e6), most: MOST_CLEAN_RUNS }) }
  let last: Reason = reason('cure-out-of-time', {})
  for (const candidate of candidates) {
    if (clock.now() > endsAt) break
    const other = accepted.find((one) => !canJoin(one.edits, candidate.edits))
    if (other !== undefined) {
      last = reason('cure-contradicts', { test: other.testId })
      continue
    }
    const reviewed = reviewCure(candidate, sources)
    const text = reviewed?.checks.find(({ outcome }) => outcome === 'failed')
    if (reviewed === null || text !== undefined) {
      last = failedBy(candidate, text)
      continue
    }
    context.progress('cure', `${result.testId}: ${candidate.name}`)
    const proof = await proveCure(context, candidate, overlayOf(reviewed), failing)
    const bad = proof.checks.find(({ outcome }) => outcome === 'failed') ?? (isShown(proof.checks) ? undefined : proof.checks[0])
    if (bad !== undefined || proof.checks.length === 0) {
      last = failedBy(candidate, bad)
      continue
    }
    const { name, strategy, why } = candidate
    const rate = failing.count.failed / Math.max(1, failing.count.runs)
    const cure: FlakyCure = {
      ...{ name, strategy, why, day, patch: unifiedPatch(reviewed.files), checks: [...reviewed.checks, ...proof.checks] },
      cleanRuns: { runs: proof.cleanRuns, needed, rate, condition: failing.words },
    }
    return { cure, candidate }
  }
  return { uncured: last }
}

/** Without these nothing is offered: for any other check 'not run' is an answer that a reader is shown. */
const NEEDED = ['clean-runs', 'passes-alone']

function isShown(checks: readonly FlakyCure['checks'][number][]): boolean {
  return NEEDED.every((name) => checks.some((check) => check.name === name && check.outcome === 'passed'))
}

function failedBy({ name }: CureCandidate, check: FlakyCure['checks'][number] | undefined): Reason {
  return reason('cure-check-failed', {
    cure: name,
    check: check?.name ?? 'parses',
    detail: check?.detail ?? 'its edits do not fit the files',
  })
}

function overlayOf({ files }: ReviewedCure): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, after }) => [path, after]))
}
