import type { Edit } from '../../model/candidate.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import { coverageKept } from './checks/coverage-kept.ts'
import { failsWithoutChange } from './checks/fails-without-change.ts'
import { oldHoldsWithoutChange } from './checks/old-holds-without-change.ts'
import { strengthMaintained } from './checks/strength-maintained.ts'

/** Runs that show that a changed expectation is no weaker than the old one, and what made it change. */
const OF_CHANGE = [coverageKept.name, oldHoldsWithoutChange.name, failsWithoutChange.name, strengthMaintained.name]

/**
 * What no run has shown of an edit that changes what a test expects. A removal has none: there a run that could not be made refuses the edit.
 * A check that failed is no gap, whatever comes of it.
 */
export function gapsOf(edits: readonly Pick<Edit, 'effect'>[], checks: readonly CheckResult[]): readonly CheckResult[] {
  if (!edits.some(({ effect }) => effect === 'expectation')) return []
  return OF_CHANGE.flatMap((name): CheckResult[] => {
    const check = checks.find((one) => one.name === name) ?? { name, outcome: 'not_run', detail: 'no run told of it' }
    return check.outcome === 'not_run' ? [check] : []
  })
}
