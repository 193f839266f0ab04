import { type ContractChange, type ContractChangeKind, InformationalKind } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import { decoratorChanges } from './decorator-changes.ts'
import { defaultChanges } from './default-changes.ts'
import { deprecations } from './deprecations.ts'
import { exceptionChanges } from './exception-changes.ts'
import { literalChanges } from './literal-changes.ts'
import { propertyChanges } from './property-changes.ts'
import { reexportChanges } from './reexport-changes.ts'
import { resultChanges } from './result-changes.ts'
import { typeChanges } from './type-changes.ts'
import { wrappedChanges } from './wrapped-changes.ts'

/** Every way to read what a commit changed in values and shapes: each is a fact for whoever decides, and reason for no edit by itself. */
export const informationalChanges: readonly ((comparison: Comparison) => readonly ContractChange[])[] = [
  propertyChanges,
  literalChanges,
  exceptionChanges,
  defaultChanges,
  decoratorChanges,
  resultChanges,
  wrappedChanges,
  typeChanges,
  deprecations,
  reexportChanges,
]

const INFORMATIONAL: ReadonlySet<ContractChangeKind> = new Set(InformationalKind.options)

/** Whether a change is reported for diagnosis only: its text does not show how to adapt a caller. */
export function isInformational({ kind }: ContractChange): boolean {
  return INFORMATIONAL.has(kind)
}
