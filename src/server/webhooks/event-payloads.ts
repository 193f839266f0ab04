import { z } from 'zod'

const Id = z.number().int().positive()
const Sha = z.string().regex(/^[0-9a-f]{40}$/)

/** What every event of a repository carries. */
export const RepositoryEvent = z.object({
  installation: z.object({ id: Id }),
  repository: z.object({ id: Id, full_name: z.string(), private: z.boolean(), default_branch: z.string().optional() }),
  sender: z.object({ login: z.string(), type: z.string().default('User') }),
})
export type RepositoryEvent = z.infer<typeof RepositoryEvent>

export const WorkflowRunPayload = RepositoryEvent.extend({
  workflow_run: z.object({
    id: Id,
    run_attempt: z.number().int().positive(),
    workflow_id: Id,
    path: z.string(),
    name: z.string().nullish(),
    display_title: z.string().default(''),
    event: z.string(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
    head_branch: z.string().nullable(),
    head_sha: Sha,
    head_repository: z.object({ id: Id }).nullish(),
    pull_requests: z.array(z.object({ number: z.number().int() })).default([]),
    actor: z.object({ login: z.string() }).nullish(),
    run_started_at: z.string().nullish(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
})

export const CheckRunPayload = RepositoryEvent.extend({
  check_run: z.object({
    id: Id,
    name: z.string(),
    head_sha: Sha,
    conclusion: z.string().nullable(),
    app: z.object({ slug: z.string().nullish() }).nullish(),
  }),
})

export const MergeGroupPayload = RepositoryEvent.extend({ merge_group: z.object({ head_sha: Sha }) })

export const PushPayload = RepositoryEvent.extend({ ref: z.string(), before: Sha, after: Sha, deleted: z.boolean().default(false) })

export const PullRequestPayload = RepositoryEvent.extend({
  action: z.string(),
  pull_request: z.object({
    number: z.number().int().positive(),
    merged: z.boolean().default(false),
    head: z.object({ ref: z.string(), sha: Sha, repo: z.object({ id: Id }).nullish() }),
    base: z.object({ ref: z.string(), sha: Sha }),
  }),
})

export const IssueCommentPayload = RepositoryEvent.extend({
  issue: z.object({ number: z.number().int().positive(), pull_request: z.object({}).nullish() }),
  comment: z.object({
    id: Id,
    body: z.string().nullable(),
    created_at: z.string().nullish(),
    user: z.object({ login: z.string(), type: z.string().default('User') }).nullable(),
  }),
})
