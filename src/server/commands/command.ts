import type { QuarantineAnswer } from '../triage/answer.ts'
import type { MovedHead, Proposal } from '../triage/proposal.ts'
import type { CommandName, ParsedCommand } from './parse-command.ts'

/** A failing test of the thread's newest healing; one signature for each way in which it fails. */
export type ThreadTest = {
  readonly shortId: string
  readonly testId: string
  readonly framework: string
  readonly signatures: readonly { readonly version: number; readonly loose: string; readonly strict: string }[]
}

export type ActiveQuarantine = QuarantineAnswer & {
  readonly testId: string
  readonly anyValue: boolean
  readonly issue: string | null
  readonly renewals: number
}

/** A quarantine that a failing test of the thread has, or had within the last months. */
export type EarlierQuarantine = {
  readonly testId: string
  readonly loose: string
  readonly strict: string
  readonly anyValue: boolean
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly renewals: number
  /** It ended because its test passed long enough: a later one is no renewal. */
  readonly isReleased: boolean
}

export type ActiveMarker = QuarantineAnswer & { readonly id: string; readonly testId: string; readonly pullNumber: number | null }

/** A proposal of the newest answer, with the numbers of its tests there; `isSuspect`: a test of it points to a bug. */
export type ThreadProposal = Proposal & { readonly shortIds: readonly string[]; readonly isSuspect: boolean }

/** What a command may know; everything else it leaves to its decisions. */
export type CommandFacts = {
  readonly commenter: string
  readonly now: Date
  readonly defaultQuarantineDays: number
  readonly failing: readonly ThreadTest[]
  readonly quarantines: readonly ActiveQuarantine[]
  /** Markers in the tests' own code; `until` is an ISO date. */
  readonly markers: readonly ActiveMarker[]
  readonly earlierQuarantines: readonly EarlierQuarantine[]
  /** The thread's newest healing; `outdated` when a newer commit took its place. */
  readonly healing: {
    readonly state: 'working' | 'ended' | 'outdated'
    readonly isFork: boolean
    /** Where the pull request has moved on since; only looked up for what depends on it. */
    readonly moved: MovedHead | null
    /** The answer was delivered after the comment was written. */
    readonly isNewer: boolean
  } | null
  /** The answers of the newest healing, numbered as its comment numbers them, and what it proposes. */
  readonly answers: readonly { readonly shortId: string; readonly testId: string; readonly isOffered: boolean }[]
  readonly proposals: readonly ThreadProposal[]
  /** What follows where an accepted proposal passes again: a sentence. */
  readonly followUp: string
}

/** What a command wants to be stored or started, as data: applied in one transaction by who runs it. */
export type CommandDecision =
  | { readonly kind: 'start_healing'; readonly testIds: readonly string[] }
  | { readonly kind: 'accept'; readonly proposals: readonly ThreadProposal[] }
  | {
      readonly kind: 'give_quarantine'
      readonly test: ThreadTest
      readonly owner: string
      readonly reason: string
      readonly issue: string | null
      readonly expiresAt: Date
      readonly anyValue: boolean
      readonly renewals: number
    }
  | { readonly kind: 'lift_quarantine'; readonly testId: string }
  | {
      readonly kind: 'mark_in_code'
      readonly test: Pick<ThreadTest, 'testId' | 'framework'>
      readonly owner: string
      readonly reason: string
      readonly expiresAt: Date
    }
  | { readonly kind: 'release_marker'; readonly marker: string }

/** `reply` is Markdown. A command that did not succeed decides nothing. */
export type CommandResult = { readonly succeeded: boolean; readonly decisions: readonly CommandDecision[]; readonly reply: string }

/** One command for comments: one file in this folder, one line in index.ts. */
export type CommentCommand = {
  readonly name: CommandName
  /** As a reader types it. */
  readonly usage: readonly string[]
  readonly description: string
  /** The permission on the repository that the commenter needs. */
  readonly needs: 'write'
  run(command: ParsedCommand, facts: CommandFacts): CommandResult
}

export function done(reply: string, ...decisions: readonly CommandDecision[]): CommandResult {
  return { succeeded: true, decisions, reply }
}

export function refused(reply: string): CommandResult {
  return { succeeded: false, decisions: [], reply }
}
