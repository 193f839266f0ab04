import type { QuarantineAnswer } from '../triage/answer.ts'
import type { CommandName, ParsedCommand } from './parse-command.ts'

/** A failing test of the thread's newest healing; one signature for each way in which it fails. */
export type ThreadTest = {
  readonly shortId: string
  readonly testId: string
  readonly framework: string
  readonly signatures: readonly { readonly version: number; readonly loose: string; readonly strict: string }[]
}

export type ActiveQuarantine = QuarantineAnswer & { readonly testId: string; readonly anyValue: boolean }

/** What a command may know; everything else it leaves to its decisions. */
export type CommandFacts = {
  readonly commenter: string
  readonly now: Date
  readonly defaultQuarantineDays: number
  readonly failing: readonly ThreadTest[]
  readonly quarantines: readonly ActiveQuarantine[]
  /** The thread's newest healing; `outdated` when a newer commit took its place. */
  readonly healing: { readonly state: 'working' | 'ended' | 'outdated'; readonly isFork: boolean } | null
}

/** What a command wants to be stored or started, as data: applied in one transaction by who runs it. */
export type CommandDecision =
  | { readonly kind: 'start_healing'; readonly testIds: readonly string[] }
  | {
      readonly kind: 'give_quarantine'
      readonly test: ThreadTest
      readonly owner: string
      readonly reason: string
      readonly expiresAt: Date
      readonly anyValue: boolean
    }
  | { readonly kind: 'lift_quarantine'; readonly testId: string }

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
