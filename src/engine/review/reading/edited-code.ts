import type { ContractChange } from '../../../model/contract-change.ts'
import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { WaitStep } from '../../changes/waiting/wait-step.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'

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
  /** The places of the file that have to wait, once the changed functions are asynchronous. */
  readonly waits: readonly WaitStep[]
}

/** A place of the old text and what may stand there instead. */
export type ReplaceablePlace = Range & {
  accepts(text: string): boolean
  /** Why a person has to say that it is meant. */
  readonly doubt?: string
}

/** A node of the old text, and the one of the new text that has to be the same but for what else may differ in it. */
export type NodePair = readonly [old: SyntaxNode, now: SyntaxNode]

/**
 * A place of the old text that may be of another shape now, and what has to be the same in both: `x.size` and `x.size()` have `x.size` in
 * common. `partsOf` is `null` where the new text has another shape than the declared one.
 */
export type ReshapedPlace = Range & {
  partsOf(old: SyntaxNode, now: SyntaxNode): readonly NodePair[] | null
  /** Why a person has to say that it is meant. */
  readonly doubt?: string
}
