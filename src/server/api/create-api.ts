import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { ZodError } from 'zod'
import { SutureError } from '../../model/error.ts'
import { sameOrigin } from './access/same-origin.ts'
import { seeRepository } from './access/see-repository.ts'
import { sessionCookie } from './access/session.ts'
import { addSignIn } from './access/sign-in.ts'
import type { Api, ApiEnv, ApiPorts } from './api.ts'
import { problem } from './problem.ts'
import { RESOURCES } from './resources/index.ts'

const MAX_BODY = 1_048_576

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Suture',
    version: '1',
    description: 'What Suture knows of the tests of one repository. Every list is read page by page: `next` is the cursor of the next one.',
  },
  servers: [{ url: '/' }],
}

/** Everything below /api. Its description, at /api/v1/openapi.json, is made from the schemas that check what is asked. */
export function createApi(ports: ApiPorts): Api {
  const api: Api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => (result.success ? undefined : c.json(problem('bad_request', whatIsWrong(result.error), SEE), 400)),
  })
  const unstored: MiddlewareHandler = async (c, next) => {
    c.header('cache-control', 'no-store')
    await next()
  }
  for (const below of ['/api/*', '/auth/*']) api.use(below, secureHeaders(), unstored, sameOrigin(ports.signIn))
  const tooLarge = problem('too_large', 'the body is larger than 1 MB', 'send less')
  api.use('/api/*', bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json(tooLarge, 413) }))
  addSignIn(api, ports)
  api.use('/api/v1/repositories/:owner/:repo/*', seeRepository(ports))
  for (const add of RESOURCES) add(api, ports)
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: ports.signIn ? sessionCookie(ports.signIn) : 'suture_session',
  })
  api.doc31('/api/v1/openapi.json', DESCRIPTION)
  api.all('/api/*', (c) => c.json(problem('not_found', 'there is nothing at this address', SEE), 404))
  api.onError((error, c) => {
    // what the framework itself refuses: a body that is no JSON
    if (error instanceof HTTPException) return c.json(problem('bad_request', error.message, SEE), error.status)
    if (error instanceof SutureError && error.code === 'github_unreachable') {
      ports.log.warn({ err: error, path: c.req.path }, 'GitHub gave no answer')
      return c.json(problem(error.code, error.message, error.fix), 502)
    }
    ports.log.error({ err: error, path: c.req.path }, 'request failed')
    return c.json(problem('failed', 'the request failed', 'ask again; the log of the server says why'), 500)
  })
  return api
}

const SEE = 'see /api/v1/openapi.json'

function whatIsWrong({ issues }: ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
}
