import type { ContractChange, ContractChangeKind } from '../../../../model/contract-change.ts'
import { referenceSites } from '../../../changes/uses/reference-sites.ts'
import { lastPart } from '../../../changes/uses/use-site.ts'
import { isOfHeader } from '../../causes/declaring-hunks.ts'
import type { Hunk } from '../../causes/hunks.ts'
import { enclosing } from '../../causes/relevance.ts'
import type { DiagnosisContext } from '../../rule.ts'

/** Facts that concern whoever mentions the name. What is said, thrown or given back must show in the values instead. */
const CONCERNS_USERS: ReadonlySet<ContractChangeKind> = new Set([
  'default_changed',
  'became_property',
  'became_method',
  'type_changed',
  'deprecated',
])

/** Observed changes that these hunks make, of declarations that the test or its helpers mention; of a default only where nothing else changed. */
export function observedChanges(hunks: readonly Hunk[], context: DiagnosisContext): readonly ContractChange[] {
  const { changes, trees } = context
  const isMade = (change: ContractChange): boolean =>
    change.kind === 'default_changed'
      ? hunks.length > 0 && hunks.every((hunk) => isOfHeader(change, hunk, trees))
      : hunks.some(
          (hunk) =>
            hunk.file === change.file && lastPart(enclosing(hunk, trees.after) ?? '') === lastPart(change.newSymbol ?? change.symbol),
        )
  return changes.filter((change) => CONCERNS_USERS.has(change.kind) && isMade(change) && isMentioned(change, context))
}

/** Whether the test or its helpers mention what a change is about. */
export function isMentioned(change: ContractChange, { closure, framework, trees }: DiagnosisContext): boolean {
  return [...closure].filter(framework.isTestFile).some((path) => referenceSites(change, path, trees).length > 0)
}
