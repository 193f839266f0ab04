import type { WorkflowRepository } from './action.ts'
import type { Actions } from './built-in-actions.ts'
import type { Conclusion, JobResult } from './run-job.ts'

export type Permissions = Readonly<Record<string, string>>

export interface WorkflowRequest {
  readonly text: string
  readonly path?: string
  readonly event: { readonly name: string; readonly payload?: Readonly<Record<string, unknown>> }
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly repository: WorkflowRepository
  readonly repositories?: Readonly<Record<string, string>>
  /** More of the `github` context: run_id, actor, server_url, api_url … */
  readonly github?: Readonly<Record<string, unknown>>
  /** What the machine's image has set; nothing of the caller's environment is seen by a step but PATH. */
  readonly env?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly actions?: Actions
  /** A token with just these permissions; without it jobs get a token that nobody knows. */
  readonly issueToken?: (permissions: Permissions, job: string) => string
  readonly signal?: AbortSignal
  /** How long a second of a time limit takes, in seconds. */
  readonly timeScale?: number
  readonly knowsCacheMode?: boolean
  readonly onJob?: (job: { readonly id: string; readonly name: string; readonly result: JobResult | undefined }) => void
}

export interface WorkflowResult {
  readonly conclusion: Conclusion
  readonly jobs: readonly JobResult[]
  readonly artifacts: ReadonlyMap<string, Uint8Array>
}
