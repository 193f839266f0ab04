import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { StaleAnswer } from '../../../protocol/stale-answer.ts'
import { type ListedStaleLook, listStaleLooks } from '../../history/reads/stale-looks.ts'
import { json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource, SECURED } from '../api.ts'
import { pageOf, pageQuery, pageSchema } from '../page.ts'

const StaleLook = StaleAnswer.pick({ things: true, declared: true, checked: true, leftOut: true, notLooked: true })
  .extend({ pullNumber: z.number().int(), headSha: z.string(), lookedAt: Moment })
  .meta({ id: 'StaleLook' })

const NAME = 'stale'

const route = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/stale`,
  operationId: 'listStaleLooks',
  summary: 'What green pull requests declare and no test says anything of, newest first',
  security: SECURED,
  request: { params: RepositoryParams, query: pageQuery(NAME, z.tuple([z.iso.datetime(), z.uuid()])) },
  responses: { 200: json(pageSchema(StaleLook).meta({ id: 'StaleLookPage' }), 'One page.'), ...PROBLEMS },
})

export const staleLooks: Resource = (api, { history: { database } }) => {
  api.openapi(route, async (c) => {
    const { id } = c.var.repository
    const asked = c.req.valid('query')
    const rows = await listStaleLooks(database, id, asked)
    const reason = () => ({
      code: 'not_looked',
      message: 'no green pull request was looked at yet',
      fix: 'set STALE_TESTS: true in .github/suture.yml',
    })
    const keyOf = (row: ListedStaleLook) => [row.createdAt.toISOString(), row.id]
    return c.json(await pageOf(rows, { name: NAME, ...asked }, keyOf, showStaleLook, reason), 200)
  })
}

function showStaleLook({ pullNumber, headSha, createdAt, answer }: ListedStaleLook): z.infer<typeof StaleLook> {
  const { things, declared, checked, leftOut, notLooked } = answer
  return { things, declared, checked, leftOut, notLooked, pullNumber, headSha, lookedAt: createdAt.toISOString() }
}
