import type { Command as Program } from 'commander'
import type { Environment } from '../model/environment.ts'

/** What a command gets from outside; only runner/main.ts reads the process's environment and folder. */
export type CommandContext = {
  /** Relative paths resolve against it: the caller's folder, also under `npm run`. */
  readonly cwd: string
  readonly env: Environment
  print(text: string): void
  warn(text: string): void
  /** A line for a person who waits: shown on a terminal, and nowhere else. */
  progress(text: string): void
  /** The exit code of the process, set once at the end: 0 done, 2 bad usage, 3 could not run; `heal` and `init` also 1. */
  exit(code: number): void
}

/** A subcommand: one file in commands/, one line in main.ts. It adds itself, with its options, to the program. */
export type CliCommand = (program: Program, context: CommandContext) => void
