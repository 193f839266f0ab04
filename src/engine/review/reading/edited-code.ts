import type { ContractChange } from '../../../model/contract-change.ts'
import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Range } from '../../languages/language.ts'

/** One edited test file in both readings, and what it is read against. */
export type EditedCode = {
  /** The file without the edits, among the product of the base: every name in it means what it meant. */
  readonly old: SourceFile
  /** The file with the edits; its names are resolved in the product of the head. */
  readonly now: SourceFile
  readonly trees: Trees
  readonly changes: readonly ContractChange[]
  /** What the failures say for which the edit is made: they name the class of objects whose type cannot be read. */
  readonly failures: readonly FailureFields[]
}

/** A place of the old text and what may stand there instead. */
export type ReplaceablePlace = Range & { accepts(text: string): boolean }
