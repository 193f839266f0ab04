import type { PartsOf, ReasonCode } from '../../model/reason.ts'
import type { Mark } from './mark.ts'
import { CONCLUSIONS } from './templates/conclusions.ts'
import { CURES } from './templates/cures.ts'
import { DECLINED } from './templates/declined.ts'
import { MACHINE } from './templates/machine.ts'
import { PACKAGES } from './templates/packages.ts'
import { RUNS } from './templates/runs.ts'
import { SOURCE_CHANGES } from './templates/source-changes.ts'
import { TRIAGE } from './templates/triage.ts'

/** One sentence for each code, without its capital and full stop. */
export const TEMPLATES: { readonly [Code in ReasonCode]: (parts: PartsOf<Code>, mark: Mark) => string } = {
  ...RUNS,
  ...MACHINE,
  ...PACKAGES,
  ...SOURCE_CHANGES,
  ...CONCLUSIONS,
  ...CURES,
  ...DECLINED,
  ...TRIAGE,
}
