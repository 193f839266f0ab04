import type { CausalFinding } from '../../../model/causal-finding.ts'
import { declaredChanges } from '../../../model/cause.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { causeUnits } from '../../diagnosis/causes/cause-units.ts'
import { declaringHunks } from '../../diagnosis/causes/declaring-hunks.ts'
import { relevantUnits } from '../../diagnosis/causes/relevance.ts'
import type { DiagnosisContext } from '../../diagnosis/rule.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import type { HealingContext } from '../healing-context.ts'
import { searchCauses } from '../reproduction/search-causes.ts'
import { overlayOf, type Ran } from './run-candidates.ts'

/** Runs for one candidate: what it follows is out of the question already. */
const MAX_RUNS = 6

/**
 * A candidate followed what was declared, and its test still fails: which other part of the change breaks it? Parts are undone under the
 * repaired test, except for those that declare what it follows.
 */
export async function secondCauses(
  context: HealingContext,
  { reviewed: { candidate, files }, runs: { secondFailures }, tests: repaired, together }: Ran,
  reproduction: Reproduction,
): Promise<readonly CausalFinding[]> {
  const { hunks, fileChanges, trees } = context.sources
  if (secondFailures.length === 0 || hunks.length === 0) return []
  const units = causeUnits(hunks, fileChanges, trees, context.parsers)
  const contexts = context.diagnosisOf(reproduction)
  const contextOf = (testId: string): DiagnosisContext | undefined => {
    const known = contexts.find(({ subject }) => subject.id === testId)
    const within = repaired.find(({ id }) => id === testId)
    const whole = within && contexts.find(({ subject }) => subject.kind === 'file' && subject.file === within.file)
    return known ?? (whole && { ...whole, subject: within, failing: seenIn(together, within).record })
  }
  const followed = new Set(declaredChanges(candidate.causes).flatMap((change) => declaringHunks(change, hunks, trees)))
  const isFollowed = (unit: number): boolean =>
    (units[unit] ?? []).some((index) => hunks[index] !== undefined && followed.has(hunks[index]))
  // a file that loads again is spoken for by its tests
  const isAsked = (testId: string): boolean =>
    repaired.some(({ id }) => id === testId) || (candidate.testIds.includes(testId) && !repaired.some(({ file }) => file === testId))
  const asked = secondFailures.flatMap(({ testId }) => {
    if (!isAsked(testId)) return []
    const test = contextOf(testId)
    const items = test ? relevantUnits(units, hunks, test).filter((unit) => !isFollowed(unit)) : []
    return test && items.length > 0 ? [{ subject: test.subject, items, isWholeKnown: false }] : []
  })
  if (asked.length === 0) return []
  const found = await searchCauses(context, asked, { hunks, units, overlay: overlayOf(files) }, MAX_RUNS)
  return [...found, ...ofFiles(found, repaired, candidate.testIds)]
}

/** Of files that load again: what their tests showed together. */
function ofFiles(found: readonly CausalFinding[], tests: readonly Subject[], testIds: readonly string[]): readonly CausalFinding[] {
  return testIds.flatMap((file): readonly CausalFinding[] => {
    const own = found.filter(({ testId }) => testId !== file && tests.some((test) => test.id === testId && test.file === file))
    const [first] = own
    if (first === undefined || own.some(({ hunks }) => hunks.length === 0)) return []
    const hunks = new Map(own.flatMap((one) => one.hunks).map((hunk) => [JSON.stringify(hunk), hunk]))
    return [{ ...first, testId: file, hunks: [...hunks.values()] }]
  })
}
