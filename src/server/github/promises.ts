import { z } from 'zod'

/**
 * What is read of each answer, by GitHub's own name for the route. Everything here is required in GitHub's description of its API, so an
 * answer without it is none. Of other routes only the status is used: there any whole JSON will do.
 */
export const PROMISES: Readonly<Record<string, z.ZodType>> = (() => {
  const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject(shape)
  const text = z.string()
  const id = z.number().int().positive()
  const sha = z.string().regex(/^[0-9a-f]{40,64}$/)
  const login = object({ login: text }).nullish()
  const ref = object({ object: object({ sha }) })
  const pull = object({ number: id, state: text, head: object({ ref: text, sha }), base: object({ ref: text, sha }) })
  const run = object({ id, path: text, event: text, head_sha: sha, status: text.nullable(), conclusion: text.nullable() })
  const job = object({ id, name: text, status: text, conclusion: text.nullable() })
  const artifact = object({ id, name: text, size_in_bytes: z.number(), expired: z.boolean() })
  const commits = z.array(object({ sha, parents: z.array(object({ sha })), commit: object({ message: text }) }))
  const file = object({ type: z.literal('file'), sha, size: z.number(), encoding: text, content: text }).refine(
    ({ encoding, content, size }) => encoding !== 'base64' || Buffer.from(content, 'base64').length === size,
    'the content is not as long as its size says',
  )
  const listed = object({ name: text, path: text, sha, content: z.undefined().optional() })
  const other = object({ type: z.enum(['symlink', 'submodule']), sha })
  const REPO = '/repos/{owner}/{repo}'
  return {
    'GET /app': object({ slug: text }),
    'GET /app/hook/deliveries': z.array(object({ id, guid: text, delivered_at: text })),
    'POST /app/installations/{installation_id}/access_tokens': object({ token: text.min(1), expires_at: text }),
    [`GET ${REPO}`]: object({ id, default_branch: text.min(1), html_url: text }),
    [`GET ${REPO}/actions/runs`]: object({ workflow_runs: z.array(run) }),
    [`GET ${REPO}/actions/runs/{run_id}`]: run,
    [`GET ${REPO}/actions/runs/{run_id}/attempts/{attempt_number}/jobs`]: object({ jobs: z.array(job) }),
    [`GET ${REPO}/actions/runs/{run_id}/artifacts`]: object({ artifacts: z.array(artifact) }),
    [`GET ${REPO}/actions/workflows/{workflow_id}`]: object({ id, state: text }),
    [`GET ${REPO}/actions/workflows/{workflow_id}/runs`]: object({ workflow_runs: z.array(object({ id, display_title: text })) }),
    // older servers answer nothing
    [`POST ${REPO}/actions/workflows/{workflow_id}/dispatches`]: object({ workflow_run_id: id }).optional(),
    [`POST ${REPO}/check-runs`]: object({ id }),
    [`PATCH ${REPO}/check-runs/{check_run_id}`]: object({ id }),
    [`GET ${REPO}/collaborators/{username}/permission`]: object({ permission: text }),
    [`GET ${REPO}/commits/{ref}/check-runs`]: object({
      check_runs: z.array(object({ id, app: object({ slug: text.nullish() }).nullable() })),
    }),
    [`GET ${REPO}/commits/{commit_sha}/pulls`]: z.array(pull),
    [`GET ${REPO}/compare/{basehead}`]: object({ merge_base_commit: object({ sha }), total_commits: z.number(), commits }),
    [`GET ${REPO}/contents/{path}`]: z.union([file, other, z.array(listed).min(1)]),
    [`POST ${REPO}/git/blobs`]: object({ sha }),
    [`POST ${REPO}/git/commits`]: object({ sha, verification: object({ verified: z.boolean(), reason: text }) }),
    [`GET ${REPO}/git/commits/{commit_sha}`]: object({ sha, tree: object({ sha }), parents: z.array(object({ sha })) }),
    [`GET ${REPO}/git/ref/{ref}`]: ref,
    [`POST ${REPO}/git/refs`]: ref,
    [`POST ${REPO}/git/trees`]: object({ sha }),
    [`GET ${REPO}/issues/{issue_number}/comments`]: z.array(object({ id, user: login, body: text.optional() })),
    [`POST ${REPO}/issues/{issue_number}/comments`]: object({ id }),
    [`PATCH ${REPO}/issues/comments/{comment_id}`]: object({ id }),
    [`POST ${REPO}/issues/comments/{comment_id}/reactions`]: object({ id }),
    [`POST ${REPO}/issues/{issue_number}/labels`]: z.array(object({ name: text })),
    [`GET ${REPO}/pulls`]: z.array(pull),
    [`POST ${REPO}/pulls`]: pull,
    [`GET ${REPO}/pulls/{pull_number}`]: pull.extend({ title: text, body: text.nullable() }),
    [`PATCH ${REPO}/pulls/{pull_number}`]: object({ number: id }),
    [`GET ${REPO}/pulls/{pull_number}/files`]: z.array(object({ filename: text, sha })),
  }
})()

/** May hold slashes, also where the client did not write them as `%2F`. */
const LONG = new Set(['ref', 'path', 'basehead'])

const ROUTES = Object.entries(PROMISES)
  .map(([route, promise]) => {
    const pattern = route.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, (_, name: string) => (LONG.has(name) ? '.+' : '[^/]+'))
    return { pattern: new RegExp(`^${pattern}$`), promise, literal: route.replaceAll(/\{\w+\}/g, '').length }
  })
  .sort((a, b) => b.literal - a.literal)

/** What the answer to a request has to be; `null` where nothing of it is read. `path` is without the API's own prefix. */
export function promiseOf(method: string, path: string): z.ZodType | null {
  return ROUTES.find(({ pattern }) => pattern.test(`${method} ${path}`))?.promise ?? null
}
