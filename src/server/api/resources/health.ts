import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { readHealth } from '../../history/reads/health.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'

const Count = z.number().int()

const Health = z
  .object({
    repository: z.string(),
    defaultBranch: z.string().nullable(),
    /** The numbers below count from here. */
    since: Moment,
    lastRunAt: Moment.nullable(),
    runs: z.object({ completed: Count, failed: Count }),
    tests: z.object({ seen: Count, failed: Count, flaky: Count, quarantined: Count }),
    healings: z.record(z.string(), Count).meta({ description: 'By state.' }),
    pullRequests: z.record(z.string(), Count).meta({ description: "Of Suture's own, by what became of them." }),
  })
  .meta({ id: 'Health' })

const DAY_MS = 86_400_000

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/health`,
  operationId: 'getHealth',
  summary: 'How a repository and its tests do, in numbers',
  security: SECURED,
  request: {
    params: RepositoryParams,
    query: z.object({ days: z.coerce.number().int().min(1).max(90).default(30).meta({ description: 'How far back to count.' }) }),
  },
  responses: { 200: json(Health, 'The numbers.'), ...PROBLEMS },
})

export const health: Resource = (api, { history, now }) => {
  api.openapi(route, async (c) => {
    const { id, fullName, defaultBranch } = c.var.repository
    const since = new Date(now().getTime() - c.req.valid('query').days * DAY_MS)
    const { tests, failingTests, flakyTests, quarantines, lastRunAt, ...rest } = await readHealth(history.reads, id, since, now())
    const counted = { seen: tests, failed: failingTests, flaky: flakyTests, quarantined: quarantines }
    const times = { since: since.toISOString(), lastRunAt: lastRunAt?.toISOString() ?? null }
    return c.json({ repository: fullName, defaultBranch, ...times, ...rest, tests: counted }, 200)
  })
}
