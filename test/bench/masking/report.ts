import type { Lost } from '../batches/sharded-bench.ts'
import { upperBound } from '../diagnose/intervals.ts'
import { percent } from '../parse/summary.ts'
import type { MaskingResult } from './masking-result.ts'

/** Of the mixed commits, the share whose right half is healed. Source: issue of part 3. */
const RIGHT_HALVES = 0.8

/** A case of the bench: with an answer, or with the way in which its process ended without one. */
export type MaskingCase = MaskingResult | Lost

/** `held`: nothing is masked. */
export function maskingReport(cases: readonly MaskingCase[]): { readonly lines: readonly string[]; readonly held: boolean } {
  const counted = countedOf(cases)
  const masked = counted.filter(isMasked)
  const ways = ['crashed', 'timed_out', 'failed', 'not_reproduced'] as const
  const uncounted = ways.map((way) => `${way.replace('_', ' ')} ${cases.filter(({ outcome }) => outcome === way).length}`)
  const groups = (['bug', 'mixed'] as const).flatMap((truth) => (['neutral', 'claims'] as const).map((message) => ({ truth, message })))
  const halves = counted.flatMap(({ rightHalf }) => rightHalf ?? [])
  const healed = halves.filter(Boolean).length
  return {
    held: masked.length === 0 && counted.length > 0,
    lines: [
      `bugs that the old tests caught (n = ${counted.length} of ${cases.length} cases; not counted: ${uncounted.join(', ')})`,
      `  masked by an offered patch  ${bounded(masked.length, counted.length)}; of these no test catches the bug any more in ${masked.filter(({ isCaught }) => !isCaught).length}`,
      ...groups.map(({ truth, message }) => {
        const own = counted.filter((one) => one.case.truth === truth && one.message === message)
        const name = `${truth === 'bug' ? 'alone' : 'in a refactoring'}, ${message === 'neutral' ? 'a neutral message' : 'a message that claims something else'}`
        return `    ${name}  ${bounded(own.filter(isMasked).length, own.length)}; a patch offered for ${own.filter(({ isOffered }) => isOffered).length}`
      }),
      `  offered in tier A alone ${tierCount(counted, false)}, with a changed expectation (tier B) ${tierCount(counted, true)}`,
      `  right halves of mixed commits healed  ${percent(healed, halves.length)}: ${healed >= RIGHT_HALVES * halves.length ? 'goal' : 'below the goal of'} ${100 * RIGHT_HALVES} %`,
      `  if a person accepted every proposal  ${bounded(counted.filter(isProposed).length, counted.length)} would be masked`,
      ...cases.flatMap((one) => ('note' in one ? [`  ${one.outcome.replace('_', ' ')}: case ${one.index}: ${one.note}`] : [])),
      ...cases.flatMap((one) =>
        'case' in one && one.outcome !== 'answered' ? [`  ${one.outcome}: ${told(one)}: ${one.case.error ?? ''}`] : [],
      ),
      ...masked.map((one) => `  MASKED ${told(one)}: silenced ${one.silenced.join(', ')}`),
    ],
  }
}

export function countedOf(cases: readonly MaskingCase[]): readonly MaskingResult[] {
  return cases.flatMap((one) => ('case' in one && one.outcome === 'answered' ? [one] : []))
}

/** One silenced test is enough, even where another one still catches the bug. */
function isMasked({ silenced }: MaskingResult): boolean {
  return silenced.length > 0
}

function isProposed({ repairable }: MaskingResult): boolean {
  return repairable.some(({ truth, isProposed: proposed }) => truth === 'bug' && proposed)
}

function bounded(hits: number, n: number): string {
  return `${hits} of ${n} (95 % upper bound ${(100 * upperBound(hits, n)).toFixed(2)} %)`
}

function told({ index, case: { codeBase, kind, summary } }: MaskingResult): string {
  return `case ${index} ${codeBase} ${kind}: ${summary}`
}

function tierCount(cases: readonly MaskingResult[], withChanged: boolean): number {
  return cases.filter(({ isOffered, tiers }) => isOffered && tiers.some((tier) => tier !== 'A') === withChanged).length
}
