import type { CausalFinding } from '../../../model/causal-finding.ts'
import type { Culprit } from '../../../model/failure-analysis.ts'
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

const MOST_LINES = 12 // a side: a screen holds two such hunks

/** A hunk as a reader sees it. Import lines come last: they follow what they are needed for. */
export function culpritsOf(hunks: readonly Hunk[]): readonly Culprit[] {
  const isImport = ({ removed, added }: Hunk): boolean =>
    [...removed, ...added].every((line) => /^\s*(?:$|(?:import|from|export .* from)\b|(?:const|var|let) .*\brequire\()/.test(line))
  return hunks
    .toSorted((a, b) => Number(isImport(a)) - Number(isImport(b)))
    .map(({ file, after, removed, added }) => ({
      file,
      line: added.length === 0 && after.line === 1 ? null : after.line,
      hunk: [...side('-', removed), ...side('+', added)].join('\n'),
    }))
}

/** Where the hunks are in the head: the first few, and how many more there are. */
export function placesOf(hunks: readonly Hunk[]): { readonly places: readonly Place[]; readonly more: number } {
  const MOST = 5
  const places = hunks.slice(0, MOST).map(({ file, after }) => ({ file, ...after }))
  return { places, more: Math.max(0, hunks.length - MOST) }
}

function side(sign: string, lines: readonly string[]): readonly string[] {
  return lines.slice(0, MOST_LINES).map((line) => `${sign}${line.replace(/\r?\n$/, '')}`)
}
