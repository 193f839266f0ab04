import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Healing as StoredHealing } from '../../history/healings/healing.ts'
import { HealingState } from '../../history/healings/healing-state.ts'
import { listHealingPage } from '../../history/reads/healings.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageOf, pageQuery, pageSchema } from '../page.ts'

const Healing = z
  .object({
    id: z.uuid(),
    state: HealingState,
    generation: z.number().int().meta({ description: 'Counts how often it was begun again.' }),
    trigger: z.string(),
    headSha: z.string(),
    headBranch: z.string().nullable(),
    baseSha: z.string().nullable(),
    pullNumber: z.number().int().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it ended without an answer, where it did.' }),
    createdAt: Moment,
    updatedAt: Moment,
    finishedAt: Moment.nullable(),
  })
  .meta({ id: 'Healing' })

const NAME = 'healings'
const query = pageQuery(NAME, z.tuple([Moment, z.uuid()])).extend({
  headSha: z.string().max(64).optional().meta({ description: 'Only those of this commit.' }),
  pullNumber: z.coerce.number().int().positive().optional().meta({ description: 'Only those of this pull request.' }),
  state: HealingState.optional(),
})

const listed = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/healings`,
  operationId: 'listHealings',
  summary: 'What was looked at since tests failed, newest first',
  security: SECURED,
  request: { params: RepositoryParams, query },
  responses: { 200: json(pageSchema(Healing).meta({ id: 'HealingPage' }), 'One page.'), ...PROBLEMS },
})

export const healings: Resource = (api, { history: { database } }) => {
  api.openapi(listed, async (c) => {
    const asked = c.req.valid('query')
    const rows = await listHealingPage(database, c.var.repository.id, asked)
    return c.json(
      await pageOf(
        rows,
        { name: NAME, ...asked },
        ({ createdAt, id }) => [createdAt, id],
        showHealing,
        () => NONE,
      ),
      200,
    )
  })
}

const NONE = { code: 'no_healings', message: 'no failing run was looked at yet', fix: 'nothing to do; the next failing check starts one' }

function showHealing(row: StoredHealing): z.infer<typeof Healing> {
  const { id, state, generation, trigger, headSha, headBranch, baseSha, pullNumber, reason, createdAt, updatedAt, finishedAt } = row
  return {
    ...{ id, state, generation, trigger, headSha, headBranch, baseSha, pullNumber, reason },
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
  }
}
