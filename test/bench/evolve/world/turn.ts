import type { Kind } from '../development/change.ts'

/** Why a test is red, as the one who made the change knows it. */
export type Cause = 'meant' | 'fault' | 'flake'

/** How a red test ended: `offered` and `accepted` are repaired; `muted` is quarantined; `left` waits for a person. */
export type End = 'offered' | 'accepted' | 'muted' | 'left'

export type TestAnswer = {
  readonly id: string
  readonly cause: Cause
  readonly verdict: string | null
  readonly reason: string
  readonly end: End
}

/** A repair that was merged unread (`offered`) or that a person was asked about, and whether it does what the truth does. */
export type JudgedRepair = {
  readonly tests: readonly string[]
  readonly strategy: string
  readonly tier: string
  readonly how: 'offered' | 'proposed'
  /** '' where it follows the truth. */
  readonly wrong: string
  /** Why Suture refused it after the yes. */
  readonly refusal?: string
}

/** One change, from its commit to what is green after the answer. */
export type Turn = {
  readonly at: number
  readonly repository: string
  readonly name: string
  readonly kind: Kind
  readonly message: string
  /** Red when the change was pushed, and how many tests ran. */
  readonly red: readonly string[]
  readonly ran: number
  readonly tests: readonly TestAnswer[]
  readonly repairs: readonly JudgedRepair[]
  /** Red after merges and yeses; failures that are muted do not count. */
  readonly left: readonly string[]
  /** Tests that notice the fault and are green, although the truth's are red. */
  readonly masked: readonly string[]
  /** Lines of tests that the bot changed, and that a person had to. */
  readonly lines: { readonly bot: number; readonly person: number }
  readonly healMs: number
  readonly ms: number
  /** What went wrong with the healing itself. */
  readonly trouble: string
}
