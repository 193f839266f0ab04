import type { Reproduction } from '../../../model/reproduction.ts'
import { causeUnits } from '../../diagnosis/causes/cause-units.ts'
import { relevantUnits } from '../../diagnosis/causes/relevance.ts'
import { diagnose } from '../../diagnosis/index.ts'
import { relevantChanges } from '../../diagnosis/relevant-changes.ts'
import type { DiagnosisContext } from '../../diagnosis/rule.ts'
import { contractChange } from '../../diagnosis/rungs/contract-change.ts'
import { failsOnBase } from '../../diagnosis/rungs/fails-on-base.ts'
import { diagnosisContexts } from '../diagnosis-contexts.ts'
import { type AskedTest, type CauseStage, searchCauses } from './search-causes.ts'

/**
 * Finds for every test that the change broke which part of it did, by undoing parts on the head and running the tests. A failure that
 * names a declared change needs none of that. Returns the reproduction with its `causes`.
 */
export async function causalHunks(stage: CauseStage, reproduction: Reproduction): Promise<Reproduction> {
  const { framework, sources, parsers } = stage
  const { hunks, fileChanges, otherChanges, trees } = sources
  if (hunks.length === 0) return reproduction
  const contexts = diagnosisContexts(reproduction, framework, sources).filter(isUndecided)
  if (contexts.length === 0) return reproduction
  const units = causeUnits(hunks, fileChanges, trees, parsers)
  // nothing else changed: the base, on which these tests passed, is the head with everything undone
  const isAll =
    otherChanges.length === 0 && fileChanges.every(({ path, before }) => before !== null || hunks.some(({ file }) => file === path))
  const asked = contexts.map((context): AskedTest => {
    const items = relevantUnits(units, hunks, context)
    return { testId: context.testId, items, isWholeKnown: isAll && items.length === units.length }
  })
  return { ...reproduction, causes: [...(await searchCauses(stage, asked, { hunks, units, overlay: new Map() }))] }
}

/** Passed before, fails now, and no name in the failure says why. */
function isUndecided(context: DiagnosisContext): boolean {
  const failure = context.failing?.failure
  if (!failure) return false
  const { evidence } = diagnose(context)
  const isReached = evidence.some(({ rung, outcome }) => rung === failsOnBase.name && outcome === 'supports')
  if (!isReached) return false
  const isDeclared = evidence.some(({ rung, outcome }) => rung === contractChange.name && outcome === 'decisive')
  return !(isDeclared && relevantChanges(context, failure).named.length > 0)
}
