import type { Refusal } from '../../engine/review/judge.ts'

/** Why a repair is not offered, as the middle of a sentence. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'check':
      return `the check '${refusal.check.name}' failed: ${refusal.check.detail}`
    case 'foreign_edit':
      return refusal.reason
    case 'not_obsolete':
      return 'it is not certain enough that the test is out of date'
    case 'proposal':
      return 'it would change what the test expects'
    case 'not_run':
      return 'no run showed that the repaired test passes'
    case 'contradiction':
      return 'it contradicts another repair of the same file'
    case 'confidence':
      return `its confidence of ${refusal.confidence.toFixed(2)} is below the ${refusal.threshold} that this repository asks for`
  }
}
