import type { Reproduction } from '../../../model/reproduction.ts'
import { causeUnits } from '../../diagnosis/causes/cause-units.ts'
import { relevantUnits } from '../../diagnosis/causes/relevance.ts'
import { RUNGS } from '../../diagnosis/index.ts'
import type { DiagnosisContext } from '../../diagnosis/rule.ts'
import { contractChange } from '../../diagnosis/rungs/contract-change.ts'
import { failsOnBase } from '../../diagnosis/rungs/fails-on-base.ts'
import type { HealingContext } from '../healing-context.ts'
import { type AskedTest, searchCauses } from './search-causes.ts'

/**
 * Finds for every test that the change broke which part of it did, by undoing parts on the head and running the tests. A failure that
 * names a declared change needs none of that. Returns the reproduction with its `causes`.
 */
export async function causalHunks(context: HealingContext, reproduction: Reproduction): Promise<Reproduction> {
  const { sources, parsers } = context
  const { hunks, fileChanges, otherChanges, trees } = sources
  if (hunks.length === 0) return reproduction
  const tests = context.diagnosisOf(reproduction).filter(isUndecided)
  if (tests.length === 0) return reproduction
  const units = causeUnits(hunks, fileChanges, trees, parsers)
  // nothing else changed: the base, on which these tests passed, is the head with everything undone
  const isAll =
    otherChanges.length === 0 && fileChanges.every(({ path, before }) => before !== null || hunks.some(({ file }) => file === path))
  const asked = tests.map((test): AskedTest => {
    const items = relevantUnits(units, hunks, test)
    return { subject: test.subject, items, isWholeKnown: isAll && items.length === units.length }
  })
  return { ...reproduction, causes: [...(await searchCauses(context, asked, { hunks, units, overlay: new Map() }))] }
}

/** The rungs that need no cause: none of them may decide before a cause is worth its runs. */
const EARLIER = RUNGS.slice(0, RUNGS.indexOf(failsOnBase) + 1)

/** Passed before, fails now, and no name in the failure says why. */
function isUndecided(test: DiagnosisContext): boolean {
  if (!test.failing?.failure || EARLIER.some((rung) => rung.examine(test).decision !== null)) return false
  return test.relevant().named.length === 0 || contractChange.examine(test).decision === null
}
