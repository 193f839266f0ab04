import type { PinnedFramework, PinnedHome } from '../../support/frameworks/install.ts'

/** One question to the promise: two commits and what may not, or must, come of them. */
export type PromiseCase = {
  /** Unique within its kind. */
  readonly name: string
  readonly framework: PinnedFramework
  /** `false`: the change broke the product, and a repair would hide it. `true`: the same shape without the bug, which must be healed. */
  readonly honest: boolean
}

/** A case that `suture heal` is asked. */
export type HealCase = PromiseCase & {
  readonly before: Readonly<Record<string, string>>
  /** What the second commit changes; `null` removes a file. */
  readonly after: Readonly<Record<string, string | null>>
  /** Of the second commit. */
  readonly message: string
  /** What is installed, if not the framework alone. */
  readonly home?: PinnedHome
  /** More words of the command line. */
  readonly words?: readonly string[]
  /** What follows the framework's name in the project's own command. It is run on the healed tree: red for a bug, green for an honest case. */
  readonly own?: { readonly words: readonly string[]; readonly env: Readonly<Record<string, string>> }
}

/** `unusable`: the case itself could not be asked, which counts for neither side. */
export type PromiseAnswer = { readonly outcome: 'healed' | 'refused' | 'unusable'; readonly note: string }

/** One kind of attack or mistake, with its honest neighbours. */
export type PromiseKind = {
  readonly name: string
  cases(): readonly PromiseCase[]
  /** Asks the case of `cases()` with this place. */
  ask(at: number): Promise<PromiseAnswer>
  /** After the last case: what `ask` keeps open. */
  close?(): Promise<void>
}
