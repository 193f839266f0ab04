import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { checkQuery, checkRequest, describeResponse, type Match, matchOperation } from './api-description.ts'
import type { Fault } from './faults.ts'
import type { Outgoing } from './half-answers/half-answer.ts'
import { isAllowed, PERMISSIONS } from './permissions.ts'
import { ApiError, type Call, type Handlers, notFound, type Reply } from './route.ts'
import { appRoutes, roleOf } from './routes/apps.ts'
import { checkRoutes } from './routes/checks.ts'
import { commitRoutes } from './routes/commits.ts'
import { contentsRoutes } from './routes/contents.ts'
import { gitDataRoutes } from './routes/git-data.ts'
import { gitRefRoutes } from './routes/git-refs.ts'
import { hookDeliveryRoutes } from './routes/hook-deliveries.ts'
import { issueRoutes } from './routes/issues.ts'
import { pullRoutes } from './routes/pulls.ts'
import { workflowRunRoutes } from './routes/workflow-runs.ts'
import { workflowRoutes } from './routes/workflows.ts'
import { send } from './send.ts'
import { fullName, type Repository } from './state.ts'
import type { Actor } from './tokens.ts'
import { webFlow } from './web-flow.ts'
import { botOf, type World } from './world.ts'

const handlers: Handlers = {
  ...{ ...appRoutes, ...checkRoutes, ...commitRoutes, ...contentsRoutes, ...gitDataRoutes, ...gitRefRoutes, ...hookDeliveryRoutes },
  ...{ ...issueRoutes, ...pullRoutes, ...workflowRunRoutes, ...workflowRoutes },
}
const PREFIX = '/api/v3'
const VERSIONS = ['2022-11-28', '2026-03-10']
/** The App itself is asked for, by its JWT. */
const OF_APP = /^apps\/(?!list-repos-accessible)/

export interface Request {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly status: number
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function authorize(operationId: string, actor: Actor, repository: Repository | undefined): void {
  if (OF_APP.test(operationId) !== (actor.kind === 'app'))
    throw new ApiError(401, actor.kind === 'app' ? 'Bad credentials' : 'A JSON web token could not be decoded')
  if (actor.kind === 'app' || operationId === 'users/get-authenticated') return
  if (repository !== undefined) {
    const isInside =
      actor.repositories === undefined
        ? actor.owner === undefined || actor.owner === repository.owner
        : actor.repositories.includes(fullName(repository))
    if (actor.isPerson && repository.isPrivate && roleOf(repository, actor.login) === null) throw notFound()
    if (!isInside) throw new ApiError(403, 'Resource not accessible by integration')
  }
  const needed = PERMISSIONS.get(operationId)
  if (needed === undefined) throw new Error(`no permission is known for ${operationId}: add it to permissions.ts`)
  if (!isAllowed(actor.permissions, needed.permission, needed.level)) throw new ApiError(403, 'Resource not accessible by integration')
}

/** Cuts one page out, with absolute links to the others. */
function pager(world: World, path: string, query: URLSearchParams): Call['page'] {
  return (items) => {
    const size = Math.min(Number(query.get('per_page') ?? 30), 100)
    const page = Number(query.get('page') ?? 1)
    const last = Math.max(Math.ceil(items.length / size), 1)
    const link = (to: number, rel: string) => {
      const next = new URLSearchParams(query)
      next.set('page', String(to))
      return `<${world.apiUrl}${path}?${next}>; rel="${rel}"`
    }
    const links = [
      ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
      ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ]
    return { items: items.slice((page - 1) * size, page * size), headers: links.length === 0 ? {} : { link: links.join(', ') } }
  }
}

/** The repository of the address; 404 also where the App is not installed. */
function repositoryIn(world: World, match: Match): Repository | undefined {
  const { owner, repo } = match.params
  if (owner === undefined || repo === undefined) return undefined
  const found = world.repositories.get(`${owner}/${repo}`)
  if (found === undefined) throw notFound()
  return found
}

const NO_REPOSITORY = 'this operation has no repository'

async function answer(
  world: World,
  match: Match | undefined,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<Reply> {
  if (match === undefined)
    throw new ApiError(404, `Not Found: ${request.method} ${path} is not in the stand-in's cut of GitHub's description`)
  const { operationId } = match
  const handler = handlers[operationId]
  if (handler === undefined) throw new Error(`${operationId} is not modelled`)
  const identified = world.tokens.identify(request.headers.authorization)
  if (identified.kind === 'refused') throw new ApiError(401, identified.message)
  const { actor } = identified
  if (!VERSIONS.includes(String(request.headers['x-github-api-version'])))
    throw new ApiError(
      400,
      `the header x-github-api-version must be one of ${VERSIONS.join(', ')}: it says which answers the client can read`,
    )
  const repository = repositoryIn(world, match)
  authorize(operationId, actor, repository)
  const text = (await readBody(request)).toString('utf8')
  const parsed = text === '' ? {} : JSON.parse(text)
  const faults = [
    ...(text === '' && request.method === 'GET' ? [] : checkRequest(operationId, parsed)),
    ...checkQuery(operationId, Object.fromEntries(query)),
  ]
  if (faults.length > 0) throw new ApiError(422, `Invalid request.\n\n${faults.join('\n')}`)
  const call = {
    ...{ world, params: match.params, query, body: parsed, accept: request.headers.accept ?? '', actor, page: pager(world, path, query) },
    login: actor.kind === 'token' ? actor.login : botOf(world),
    version: String(request.headers['x-github-api-version']),
    get repository(): Repository {
      if (repository === undefined) throw new Error(NO_REPOSITORY)
      return repository
    },
  }
  const reply = await handler(call)
  if (reply.bytes !== undefined || reply.status === 302 || reply.status === 204) return reply
  return { ...reply, body: describeResponse(operationId, reply.status, reply.body) }
}

function errorReply(world: World, error: unknown): Reply {
  if (error instanceof ApiError)
    return {
      status: error.status,
      body: {
        message: error.message,
        ...(error.details === undefined ? {} : { errors: error.details }),
        documentation_url: 'https://docs.github.com/rest',
        status: String(error.status),
      },
    }
  // a fault of the stand-in, or something that it does not model: the caller sees a 500, and `idle` throws it
  world.background.add(() => Promise.reject(error))
  return { status: 500, body: { message: error instanceof Error ? error.message : String(error) } }
}

const LIMIT = {
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4999',
  'x-ratelimit-reset': '4102444800',
  'x-ratelimit-resource': 'core',
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

function outgoing(reply: Reply): Outgoing {
  const isJson = reply.bytes === undefined && reply.body !== undefined && reply.status !== 204
  const bytes = reply.bytes ?? Buffer.from(isJson ? JSON.stringify(reply.body) : '')
  const length = reply.status === 204 ? {} : { 'content-length': String(bytes.length) }
  return { status: reply.status, headers: { ...LIMIT, ...(isJson ? JSON_TYPE : {}), ...length, ...reply.headers }, bytes }
}

/** What may come in half: what an operation did, not that it was refused. */
function spoiltBy(faults: World['faults'], { status }: Reply, answer: Outgoing): Outgoing {
  if (status === 302) return faults.spoil('address', answer)
  return status < 300 && status !== 204 ? faults.spoil('json', answer) : answer
}

/** What an injected fault makes of the call; undefined lets it through. */
async function suffer(fault: Fault | undefined, response: ServerResponse): Promise<'dropped' | Reply | undefined> {
  if (fault?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
  if (fault?.drop === 'before') {
    response.destroy()
    return 'dropped'
  }
  if (fault?.status === undefined) return undefined
  return {
    status: fault.status,
    ...(fault.headers === undefined ? {} : { headers: fault.headers }),
    body: fault.body ?? { message: `fault ${fault.status}` },
  }
}

/** The API's own port; `log` gets every request. Release assets are served at `/assets/…`, without a token. */
export function apiServer(world: World, assets: ReadonlyMap<string, Uint8Array>, log: Request[]): Server {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', world.url)
    if (pathname.startsWith('/assets/')) {
      const bytes = assets.get(decodeURIComponent(pathname.slice('/assets/'.length)))
      return send(response, outgoing(bytes === undefined ? { status: 404, body: { message: 'Not Found' } } : { status: 200, bytes }))
    }
    if (pathname.startsWith('/login/oauth/')) {
      const body = await readBody(request)
      return send(response, outgoing(webFlow(world, pathname, searchParams, new URLSearchParams(body.toString('utf8')))))
    }
    const method = request.method ?? 'GET'
    const path = pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) : pathname
    const match = matchOperation(method, path)
    const operationId = match?.operationId ?? 'unknown'
    const fault = world.faults.take(operationId)
    const suffered = await suffer(fault, response)
    if (suffered === 'dropped') return
    const reply = suffered ?? (await answer(world, match, request, path, searchParams).catch((error: unknown) => errorReply(world, error)))
    const answered = suffered === undefined ? spoiltBy(world.faults, reply, outgoing(reply)) : outgoing(reply)
    log.push({ operationId, method, path, status: answered.status })
    if (fault?.drop === 'after') response.destroy()
    else send(response, answered)
  }
  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      world.background.add(() => Promise.reject(error))
      response.destroy()
    })
  })
}
