import { createRoute } from '@hono/zod-openapi'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { findUserSession } from '../../history/access/user-sessions.ts'
import { hashSecret } from '../access/secret.ts'
import { sessionCookie } from '../access/session.ts'
import { json, Moment, type Resource } from '../api.ts'
import { Problem, problem } from '../problem.ts'

const User = z.object({ login: z.string(), expiresAt: Moment.meta({ description: 'When the session ends.' }) }).meta({ id: 'User' })

const route = createRoute({
  method: 'get',
  path: '/api/v1/user',
  operationId: 'getUser',
  summary: 'Who is signed in',
  security: [{ session: [] }],
  responses: { 200: json(User, 'The person.'), 401: json(Problem, 'Nobody is.') },
})

export const user: Resource = (api, { history, now, signIn }) => {
  api.openapi(route, async (c) => {
    const secret = signIn === null ? undefined : getCookie(c, sessionCookie(signIn))
    const session = secret === undefined ? null : await findUserSession(history.database, hashSecret(secret), now())
    if (session === null) return c.json(problem('not_signed_in', 'nobody is signed in here', 'sign in: /auth/sign-in'), 401)
    return c.json({ login: session.login, expiresAt: session.expiresAt.toISOString() }, 200)
  })
}
