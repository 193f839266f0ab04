import { type Reason, reason } from '../../model/reason.ts'
import type { Refusal } from './judge.ts'

/** Why a repair is not offered, for a reader. */
export function refusalReason(refusal: Refusal): Reason {
  switch (refusal.kind) {
    case 'check':
      return reason('check-failed', { check: refusal.check.name, detail: refusal.check.detail })
    case 'foreign_edit':
      return reason('foreign-edit', { detail: refusal.reason })
    case 'too_large':
      return reason('too-large-to-check', {})
    case 'diff_too_large':
      return reason('diff-too-large', { what: refusal.what, found: refusal.found, limit: refusal.limit })
    case 'not_obsolete':
      return reason('not-certainly-obsolete', {})
    case 'proposal':
      return reason('changes-expectation', {})
    case 'possible_caller':
      return reason('possible-caller', { detail: refusal.reason })
    case 'not_run':
      return reason('no-run-passed', {})
    case 'contradiction':
      return reason('contradicts-another-repair', {})
    case 'confidence':
      return reason('below-confidence', { confidence: refusal.confidence, threshold: refusal.threshold })
  }
}
