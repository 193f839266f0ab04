import type { Framework } from '../../engine/frameworks/framework.ts'
import type { Environment } from '../../model/environment.ts'
import type { RunResult } from '../../sandbox/run-process.ts'
import type { StartState } from '../start-state/start-state.ts'
import type { WarmHosts } from '../warm/warm-hosts.ts'
import type { ProjectMark } from './project-folder.ts'

export type TestRunnerOptions = {
  /** The folder of the tested tree, and the user's checkout that it was made from. */
  readonly workspace: string
  readonly origin: string
  /** A folder outside of both, for everything that a run writes. */
  readonly outFolder: string
  readonly env: Environment
  /** For one run, all its files together. */
  readonly timeoutMs: number
  readonly python?: string
  readonly node?: string
  /** Processes that stay, for runs that were not asked to be fresh; without them every run is. */
  readonly hosts?: WarmHosts
}

/**
 * A command that runs tests and writes records; `explain` says why one that wrote none did not start. `lasting`: the same as a process that stays,
 * and what to ask it; `holdsTree` where it keeps texts of the tree from one run to the next.
 */
export type ProbeCommand = {
  readonly command: readonly string[]
  readonly set: Environment
  readonly lasting: { readonly command: readonly string[]; readonly words: readonly string[]; readonly holdsTree: boolean }
  explain(result: RunResult): string
}

/** One run of some files of one project: `cwd` is the project's folder, `out` an empty folder, `request` a file with the RunRequest; paths in it and `files` are relative to the root of the tree. */
export type ProbeInput = {
  readonly cwd: string
  readonly out: string
  readonly records: string
  readonly request: string
  readonly files: readonly string[]
  /** Whether the framework chooses among the files by itself. */
  readonly collect: boolean
}

export type Probe = {
  /** With the repository's own word on its test files. */
  readonly framework: Framework
  readonly marks: readonly ProjectMark[]
  /** What a run begins with. */
  readonly start: StartState
  /** How to run it there, or the reason why it can't be. */
  prepare(input: ProbeInput): Promise<ProbeCommand | { readonly broken: string }>
  /** The project's own way to run it there, without records: everything, or only these files. */
  plain(input: Pick<ProbeInput, 'cwd' | 'out' | 'files'>): Promise<Pick<ProbeCommand, 'command' | 'set'> | { readonly broken: string }>
}
