import type { LongLog } from './blobs.ts'
import type { Git } from './git.ts'

export interface Reaction {
  readonly id: number
  readonly user: string
  readonly content: string
}

export interface Comment {
  readonly id: number
  readonly number: number
  readonly user: string
  readonly createdAt: string
  body: string
  updatedAt: string
  readonly reactions: Reaction[]
}

export interface Pull {
  readonly id: number
  readonly number: number
  readonly user: string
  readonly createdAt: string
  /** `owner/name` of where the head branch lives; null once a fork was deleted */
  headRepository: string | null
  readonly headOwner: string
  readonly headRef: string
  headSha: string
  baseRef: string
  baseSha: string
  title: string
  body: string | null
  isDraft: boolean
  state: 'open' | 'closed'
  updatedAt: string
  closedAt: string | null
  mergedAt: string | null
  mergeCommitSha: string | null
  /** null: not computed yet, as after every push */
  mergeable: boolean | null
  readonly labels: string[]
}

export interface CheckAnnotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly title?: string
}

export interface CheckRun {
  readonly id: number
  readonly headSha: string
  /** slug of the App that made it: `github-actions`, ours, another */
  readonly app: string
  readonly suiteId: number
  name: string
  status: string
  conclusion: string | null
  startedAt: string
  completedAt: string | null
  externalId: string
  detailsUrl: string | null
  output: { title: string | null; summary: string | null; text: string | null }
  readonly annotations: CheckAnnotation[]
}

export interface Step {
  readonly name: string
  readonly number: number
  readonly conclusion: string
  readonly startedAt: string
  readonly completedAt: string
}

export interface Job {
  readonly id: number
  readonly attempt: number
  readonly name: string
  readonly startedAt: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: string | null
  completedAt: string | null
  steps: readonly Step[]
  log: string | LongLog
}

export interface Artifact {
  readonly id: number
  readonly name: string
  readonly bytes: Uint8Array
  readonly createdAt: string
  isExpired: boolean
}

export interface WorkflowRun {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly path: string
  readonly event: string
  readonly headSha: string
  readonly headBranch: string
  /** `owner/name` of where the head commit lives: a fork's for a fork's pull request */
  readonly headRepository: string
  readonly number: number
  readonly attempt: number
  readonly actor: string
  readonly suiteId: number
  readonly pulls: readonly number[]
  readonly createdAt: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: string | null
  updatedAt: string
  readonly jobs: Job[]
  readonly artifacts: Artifact[]
  /** what the dispatch was given */
  readonly inputs: Readonly<Record<string, unknown>>
}

export interface Repository {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly git: Git
  readonly defaultBranch: string
  /** `owner/name` of what it was forked from */
  readonly parent: string | null
  readonly isInstalled: boolean
  readonly pulls: Pull[]
  readonly comments: Comment[]
  readonly checkRuns: CheckRun[]
  /** one entry an attempt, newest last */
  readonly workflowRuns: WorkflowRun[]
  readonly disabledWorkflows: Set<string>
  readonly collaborators: Map<string, string>
  /** Only its owner and its collaborators see it. */
  isPrivate?: boolean
  nextNumber: number
}

export const fullName = (repository: Pick<Repository, 'owner' | 'name'>): string => `${repository.owner}/${repository.name}`
