import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { codeOwnersOf } from '../../gate/code-owners.ts'
import { findCodeOwners } from '../../history/performance/code-owners.ts'
import { listTrends, type TestTrend } from '../../history/performance/trends.ts'
import { json, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { type EmptyReason, pageOf, pageQuery, pageSchema } from '../page.ts'

const Trend = z
  .object({
    direction: z.enum(['increasing', 'stable', 'decreasing', 'unknown']),
    slope: z.number().meta({ description: 'A day.' }),
    change: z.number().meta({ description: 'Over the whole time.' }),
    chance: z.number().meta({ description: 'That something which goes nowhere looks like that.' }),
  })
  .meta({ id: 'Trend' })

const Trends = z
  .object({
    name: z.string().meta({ description: "The test's id, the file, the suite, or the owner without `@`; empty for tests without one." }),
    ...{ executions: z.number().int(), failureRate: z.number(), flakeRate: z.number() },
    ...{ durationP50Ms: z.number().nullable(), durationP95Ms: z.number().nullable() },
    ...{ failures: Trend, flakes: Trend },
    durations: Trend.meta({
      description: 'Of the logarithm of the duration, on machines of equal speed: a change of 0.7 is twice as long.',
    }),
  })
  .meta({ id: 'Trends' })

const NAME = 'trends'
const DAY_MS = 86_400_000

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/trends`,
  operationId: 'listTrends',
  summary: 'Where failure rates, flake rates and durations go, by test, file, suite or owner',
  security: SECURED,
  request: {
    params: RepositoryParams,
    query: pageQuery(NAME, z.string()).extend({
      by: z.enum(['test', 'file', 'suite', 'owner']).default('file'),
      days: z.coerce.number().int().min(8).max(366).default(90).meta({ description: 'How far to look back.' }),
    }),
  },
  responses: { 200: json(pageSchema(Trends).meta({ id: 'TrendsPage' }), 'One page, by name.'), ...PROBLEMS },
})

export const trends: Resource = (api, { history: { reads }, now }) => {
  api.openapi(route, async (c) => {
    const { by, days, cursor, limit } = c.req.valid('query')
    const { id } = c.var.repository
    const owners = by === 'owner' ? await findCodeOwners(reads, id) : null
    const [since, until] = [new Date(now().getTime() - days * DAY_MS), now()]
    const ownersOf = (file: string) => codeOwnersOf(file, owners ?? '')
    const found = await listTrends(reads, id, { by, since, until, ownersOf })
    const rows = found.filter(({ name }) => cursor === undefined || name > cursor).slice(0, limit + 1)
    const reason = () => (by === 'owner' && owners === null ? NO_OWNERS : NO_RUNS)
    return c.json(await pageOf(rows, { name: NAME, limit, cursor }, ({ name }) => name, showTrend, reason), 200)
  })
}

const NO_RUNS: EmptyReason = {
  code: 'not_counted',
  message: 'no run of this time was read and counted yet',
  fix: 'wait for the next run of CI: its executions are counted within minutes',
}

const NO_OWNERS: EmptyReason = {
  code: 'no_owners',
  message: 'the default branch has no CODEOWNERS that was read',
  fix: 'add .github/CODEOWNERS; it is read with the next run of CI',
}

function showTrend({ failures, flakes, durations, ...rest }: TestTrend): z.infer<typeof Trends> {
  return { ...rest, failures: { ...failures }, flakes: { ...flakes }, durations: { ...durations } }
}
