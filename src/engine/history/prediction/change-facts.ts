/** A change before its tests run: what it touches, whose it is and when it was made (milliseconds). */
export type Change = {
  /** Changed files that are no tests. */
  readonly files: readonly string[]
  readonly testFiles: readonly string[]
  readonly author: string | null
  readonly at: number
}

/**
 * A test that may run for a change. `distance`: how many imports lie between its file and a changed one (1: it imports one), null where
 * none leads there; `undefined` where nobody looked. `mayReach`: data or settings changed, which are read by no import. `uses`: how often it
 * uses what the change declares otherwise now.
 */
export type TestAhead = {
  readonly testId: string
  readonly file: string | null
  readonly distance?: number | null | undefined
  readonly mayReach?: boolean
  readonly uses?: number
}

/** How a test ended in a run; `mixed`: the same tree passed and failed. */
export type Outcome = { readonly failed: boolean; readonly mixed: boolean; readonly durationMs: number | null }
