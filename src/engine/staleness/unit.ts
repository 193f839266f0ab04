import type { StaleDeclaration } from '../../model/result/stale-report.ts'
import type { Mutant } from '../mutation/mutant.ts'

/**
 * One thing that a change declares, and the faults that a test of it would notice. `undo` takes back that thing alone; where no such text
 * parses it is `null`, and the faults decide alone. `reach`: the lines by which a test comes to it; `inside`: those that only a test of it runs.
 */
export type Unit = {
  readonly declares: StaleDeclaration
  readonly file: string
  /** From and to, from 1. */
  readonly lines: readonly [number, number]
  readonly reach: readonly number[]
  readonly inside: readonly number[]
  readonly undo: Mutant | null
  readonly faults: readonly Mutant[]
  /** The innermost declaration around it, where there is one. */
  readonly owner: string | null
  /** It runs when the module is loaded: no recording says which test needs it. */
  readonly isModuleLevel: boolean
}

/** Why something new is not looked at. */
export type NotTold = { readonly file: string; readonly line: number; readonly reason: string }
