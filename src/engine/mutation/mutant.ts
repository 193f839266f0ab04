import type { Range } from '../languages/language.ts'

/** One small fault in a source text: these characters replaced by others. */
export type Mutant = Range & {
  readonly operator: string
  readonly file: string
  /** The text between `start` and `end`; the mutant applies only to a text that has it there. */
  readonly original: string
  readonly replacement: string
  /** Of `start`, from 1. */
  readonly line: number
  /** The innermost declaration around it, `Class.method` for members; `null` at module level. */
  readonly symbol: string | null
  readonly description: string
}
