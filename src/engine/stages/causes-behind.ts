import type { CausalFinding } from '../../model/causal-finding.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import { causeUnits } from '../diagnosis/causes/cause-units.ts'
import { declaringHunks } from '../diagnosis/causes/declaring-hunks.ts'
import { relevantUnits } from '../diagnosis/causes/relevance.ts'
import { diagnosisContexts } from './diagnosis-contexts.ts'
import { type CauseStage, searchCauses } from './reproduction/search-causes.ts'
import type { Validated } from './validate.ts'

/** Refused repairs that are looked behind: one declared change and one bug beside it are one search. */
const MOST_SEARCHES = 2
/** Runs of each: what the repair follows is out of the question already. */
const MOST_RUNS = 6

/**
 * A repair followed what was declared, and its test still fails: which other part of the change breaks it? Parts are undone under the
 * repaired test, but for those that declare what it follows.
 */
export async function causesBehind(
  stage: CauseStage,
  validated: readonly Validated[],
  reproduction: Reproduction,
): Promise<readonly CausalFinding[]> {
  const { framework, sources, parsers } = stage
  const { hunks, fileChanges, trees } = sources
  const refused = validated.filter(({ accepted, stillFailing }) => !accepted && stillFailing.length > 0).slice(0, MOST_SEARCHES)
  if (refused.length === 0 || hunks.length === 0) return []
  const units = causeUnits(hunks, fileChanges, trees, parsers)
  const contexts = diagnosisContexts(reproduction, framework, sources)
  const findings: CausalFinding[] = []
  for (const { proposal, stillFailing } of refused) {
    const changes = proposal.candidates.flatMap((candidate) => candidate.changes)
    const followed = new Set(changes.flatMap((change) => declaringHunks(change, hunks, trees)))
    const isFollowed = (unit: number): boolean =>
      (units[unit] ?? []).some((index) => hunks[index] !== undefined && followed.has(hunks[index]))
    const asked = stillFailing.flatMap(({ testId }) => {
      const context = contexts.find((one) => one.testId === testId)
      const items = context ? relevantUnits(units, hunks, context).filter((unit) => !isFollowed(unit)) : []
      return items.length > 0 ? [{ testId, items, isWholeKnown: false }] : []
    })
    const overlay = new Map(proposal.files.map(({ path, after }) => [path, after]))
    if (asked.length > 0) findings.push(...(await searchCauses(stage, asked, { hunks, units, overlay }, MOST_RUNS)))
  }
  return findings
}
