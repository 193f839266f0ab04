import type { Range } from '../languages/language.ts'

/** One small fault in a source text: these characters replaced by others. */
export type Mutant = Range & {
  readonly operator: string
  readonly file: string
  /** What stands between `start` and `end`; a mutant is of no use in a text that says something else there. */
  readonly original: string
  readonly replacement: string
  /** Of `start`, from 1. */
  readonly line: number
  /** The innermost declaration around it, `Class.method` for members; `null` at module level. */
  readonly symbol: string | null
  readonly description: string
}
