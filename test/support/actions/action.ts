import type { JobLog } from './job-log.ts'

export interface WorkflowRepository {
  /** The bare repository's folder: actions/checkout reads it as a file. */
  readonly folder: string
  readonly owner: string
  readonly name: string
  readonly sha: string
  /** `refs/heads/main` */
  readonly ref: string
}

/** What one built-in action is given. `workspace` is the job's checkout, `tools` a folder outside of it. */
export interface ActionCall {
  readonly inputs: Readonly<Record<string, string>>
  readonly workspace: string
  readonly tools: string
  readonly env: Readonly<Record<string, string>>
  readonly log: JobLog
  readonly repository: WorkflowRepository
  /** Other bare repositories that this machine may check out, by `owner/name`. */
  readonly repositories: Readonly<Record<string, string>>
  readonly canWriteContents: boolean
  readonly artifacts: Map<string, Uint8Array>
  readonly execute: (command: readonly [string, ...string[]], cwd?: string) => Promise<{ readonly code: number; readonly output: string }>
}

export interface ActionResult {
  readonly failure?: string
  readonly outputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly path?: readonly string[]
}

/** `inputs` are those that are modelled or may be ignored safely; a workflow that gives another is refused. */
export interface BuiltInAction {
  readonly inputs: readonly string[]
  readonly run: (call: ActionCall) => Promise<ActionResult>
}
