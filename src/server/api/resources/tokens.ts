import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listApiTokens, revokeApiToken, type ApiToken as StoredToken } from '../../history/access/api-tokens.ts'
import { recordAudit } from '../../history/audit.ts'
import { DEFAULT_DAYS, issueToken, MAX_DAYS } from '../access/issue-token.ts'
import { BODY_PROBLEMS, type Caller, json, Moment, OF_REPOSITORY, PROBLEMS, RepositoryParams, type Resource } from '../api.ts'
import { noSuch, problem } from '../problem.ts'

const Token = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mayWrite: z.boolean().meta({ description: 'Whether it may start healings.' }),
    ...{ createdBy: z.string(), createdAt: Moment, expiresAt: Moment, lastUsedAt: Moment.nullable() },
  })
  .meta({ id: 'Token' })

const NewToken = z
  .object({
    name: z.string().min(1).max(100).meta({ description: 'What it is for.' }),
    expiresInDays: z.number().int().min(1).max(MAX_DAYS).default(DEFAULT_DAYS),
    mayWrite: z.boolean().default(false),
  })
  .meta({ id: 'NewToken' })

const IssuedToken = Token.extend({ token: z.string().meta({ description: 'The token itself: it is shown this once.' }) }).meta({
  id: 'IssuedToken',
})
const SIGNED_IN = [{ session: [] }]

const listed = createRoute({
  method: 'get',
  path: `${OF_REPOSITORY}/tokens`,
  operationId: 'listTokens',
  summary: 'The tokens of this repository that hold, without the tokens themselves; for people with write access',
  security: SIGNED_IN,
  request: { params: RepositoryParams },
  responses: { 200: json(z.object({ items: z.array(Token) }).meta({ id: 'TokenList' }), 'All of them.'), ...PROBLEMS },
})

const created = createRoute({
  method: 'post',
  path: `${OF_REPOSITORY}/tokens`,
  operationId: 'createToken',
  summary: 'Makes a token with which a program reads this repository; for people with write access',
  security: SIGNED_IN,
  request: { params: RepositoryParams, body: { required: true, content: { 'application/json': { schema: NewToken } } } },
  responses: { 201: json(IssuedToken, 'The token.'), ...PROBLEMS, ...BODY_PROBLEMS },
})

const revoked = createRoute({
  method: 'delete',
  path: `${OF_REPOSITORY}/tokens/{id}`,
  operationId: 'revokeToken',
  summary: 'Ends a token at once; for people with write access',
  security: SIGNED_IN,
  request: { params: RepositoryParams.extend({ id: z.uuid() }) },
  responses: { 204: { description: 'It is ended.' }, ...PROBLEMS },
})

export const tokens: Resource = (api, { history, now }) => {
  api.openapi(listed, async (c) => {
    if (writerOf(c.var.caller) === null) return c.json(NOT_A_WRITER, 403)
    const found = await listApiTokens(history.database, c.var.repository.id, now())
    return c.json({ items: found.map(showToken) }, 200)
  })
  api.openapi(created, async (c) => {
    const by = writerOf(c.var.caller)
    if (by === null) return c.json(NOT_A_WRITER, 403)
    const { expiresInDays: days, ...wanted } = c.req.valid('json')
    const { secret, token } = await issueToken(history, { repositoryId: c.var.repository.id, ...wanted, days, by, now: now() })
    return c.json({ ...showToken(token), token: secret }, 201)
  })
  api.openapi(revoked, async (c) => {
    const by = writerOf(c.var.caller)
    if (by === null) return c.json(NOT_A_WRITER, 403)
    const { id } = c.req.valid('param')
    const repositoryId = c.var.repository.id
    const isEnded = await history.transaction(async (database) => {
      if (!(await revokeApiToken(database, repositoryId, id, by, now()))) return false
      await recordAudit(database, { repositoryId, actor: by, action: 'token.revoke', subject: `token ${id}`, detail: {}, at: now() })
      return true
    })
    return isEnded ? c.body(null, 204) : c.json(noSuch('token', 'take the id from the list of tokens'), 404)
  })
}

const NOT_A_WRITER = problem(
  'people_with_write_only',
  'tokens are made and ended by people with write access to the repository',
  'sign in at /auth/sign-in as somebody who has it; a token makes no tokens',
)

function writerOf(caller: Caller): string | null {
  return caller.kind === 'person' && caller.mayWrite ? caller.login : null
}

function showToken({ id, name, mayWrite, createdBy, createdAt, expiresAt, lastUsedAt }: StoredToken): z.infer<typeof Token> {
  const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null }
  return { id, name, mayWrite, createdBy, ...times }
}
