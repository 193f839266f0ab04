import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { UserLogin } from '../github/user-login.ts'
import type { ApiToken } from '../history/access/api-tokens.ts'
import type { VisibleRepository } from '../history/access/visible-repository.ts'
import type { History } from '../history/connection/database.ts'
import type { Log } from '../log.ts'
import type { SendJob } from '../queue/send-job.ts'
import { Problem } from './problem.ts'

/** Who asks: a program with a repository's token, or a person who signed in. */
export type Caller =
  | { readonly kind: 'token'; readonly token: ApiToken }
  | { readonly kind: 'person'; readonly login: string; readonly mayWrite: boolean }

/** How people sign in; `publicUrl` is this server's own address, without a slash at its end. */
export type SignIn = { readonly login: UserLogin; readonly publicUrl: string }

export type ApiPorts = {
  readonly history: History
  readonly log: Log
  readonly send: SendJob
  readonly now: () => Date
  /** Requests of one token or session in a minute. */
  readonly requestsPerMinute: number
  /** Null: nobody signs in, and only tokens are taken. */
  readonly signIn: SignIn | null
}

/** What a handler finds in its context once the caller may see the repository. */
export type ApiEnv = { Variables: { repository: VisibleRepository; caller: Caller } }
export type Api = OpenAPIHono<ApiEnv>

/** One resource: adds its routes, which the description is made of. One file in resources/, one line in its index.ts. */
export type Resource = (api: Api, ports: ApiPorts) => void

export const OF_REPOSITORY = '/api/v1/repositories/{owner}/{repo}'

export const RepositoryParams = z.object({
  owner: z.string().meta({ description: 'Of the repository, as GitHub spells it.', example: 'octo' }),
  repo: z.string().meta({ description: 'The name of the repository.', example: 'shop' }),
})

/** Of a route below a repository. */
export const SECURED = [{ token: [] }, { session: [] }]

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** The answers that every route below a repository may give in place of its own. */
export const PROBLEMS = {
  400: json(Problem, 'The request makes no sense; `fix` says what does.'),
  401: json(Problem, 'Nobody is signed in, or the token is expired or revoked.'),
  403: json(Problem, 'You may read this and not do that.'),
  404: json(Problem, 'There is no such thing, or it is not shown to you.'),
  429: json(Problem, 'Too many requests: `retry-after` says how many seconds to wait.'),
  500: json(Problem, 'The request failed.'),
  502: json(Problem, 'GitHub was asked what you may see, and gave no answer.'),
}

/** Of a route with a body, besides. */
export const BODY_PROBLEMS = { 413: json(Problem, 'The body is too large.'), 415: json(Problem, 'The body is no JSON.') }

export const Moment = z.iso.datetime()
