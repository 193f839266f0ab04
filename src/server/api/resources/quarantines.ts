import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Quarantine as StoredQuarantine } from '../../history/quarantines.ts'
import { listQuarantinePage } from '../../history/reads/quarantines.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageOf, pageQuery, pageSchema } from '../page.ts'

const Quarantine = z
  .object({
    id: z.uuid(),
    testId: z.string(),
    framework: z.string(),
    anyValue: z.boolean().meta({ description: 'Whether it mutes the failure whatever the compared values are.' }),
    owner: z.string(),
    reason: z.string(),
    issue: z.string().nullable(),
    automatic: z.boolean().meta({ description: 'Whether Suture gave it by itself.' }),
    createdBy: z.string(),
    createdAt: Moment,
    expiresAt: Moment,
    isActive: z.boolean(),
    endedAt: Moment.nullable().meta({ description: 'When it ended before its expiry.' }),
    endedAs: z.string().nullable(),
    renewals: z.number().int(),
  })
  .meta({ id: 'Quarantine' })

const NAME = 'quarantines'
const query = pageQuery(NAME, z.tuple([Moment, z.uuid()])).extend({
  state: z.enum(['active', 'all']).default('active').meta({ description: 'Those that hold now, or all that are kept.' }),
})

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/quarantines`,
  operationId: 'listQuarantines',
  summary: 'Which failures are muted, by whom, why and until when; newest first',
  security: SECURED,
  request: { params: RepositoryParams, query },
  responses: { 200: json(pageSchema(Quarantine).meta({ id: 'QuarantinePage' }), 'One page.'), ...PROBLEMS },
})

export const quarantines: Resource = (api, { history, now }) => {
  api.openapi(route, async (c) => {
    const { state, ...asked } = c.req.valid('query')
    const rows = await listQuarantinePage(history.reads, c.var.repository.id, { ...asked, onlyActive: state === 'active' }, now())
    const show = (row: StoredQuarantine) => showQuarantine(row, now())
    return c.json(
      await pageOf(
        rows,
        { name: NAME, ...asked },
        ({ createdAt, id }) => [createdAt, id],
        show,
        () => NONE,
      ),
      200,
    )
  })
}

const NONE = { code: 'no_quarantines', message: 'no failure is muted', fix: 'nothing to do; `/quarantine` in a pull request mutes one' }

function showQuarantine(row: StoredQuarantine, now: Date): z.infer<typeof Quarantine> {
  const { id, testId, framework, anyValue, owner, reason, issue, automatic, createdBy, createdAt, expiresAt, liftedAt, endedAs, renewals } =
    row
  return {
    ...{ id, testId, framework, anyValue, owner, reason, issue, automatic, createdBy, endedAs, renewals },
    ...{ createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), endedAt: liftedAt?.toISOString() ?? null },
    isActive: liftedAt === null && expiresAt > now,
  }
}
