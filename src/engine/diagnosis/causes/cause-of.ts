import type { CausalFinding } from '../../../model/causal-finding.ts'
import type { Place } from '../../../model/reasons/parts.ts'
import type { DiagnosisContext } from '../rule.ts'
import { type Hunk, samePlace } from './hunks.ts'

/** What undoing parts of the change showed of one test, with the texts of the trees. */
export type Cause = { readonly finding: CausalFinding; readonly hunks: readonly Hunk[] }

/** `null` if no search was made, or if the stored places are not part of this change. */
export function causeOf({ subject, reproduction, hunks }: DiagnosisContext): Cause | null {
  const finding = reproduction.causes.find((one) => one.testId === subject.id)
  if (finding === undefined) return null
  const found = finding.hunks.map((place) => hunks.find((hunk) => samePlace(hunk, place)))
  return found.includes(undefined) ? null : { finding, hunks: found.filter((hunk) => hunk !== undefined) }
}

/** Where the hunks are in the head: the first few, and how many more there are. */
export function placesOf(hunks: readonly Hunk[]): { readonly places: readonly Place[]; readonly more: number } {
  const MOST = 5
  const places = hunks.slice(0, MOST).map(({ file, after }) => ({ file, ...after }))
  return { places, more: Math.max(0, hunks.length - MOST) }
}
