import { halfAnswer } from './half-answer.ts'
import { promiseOf } from './promises.ts'

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>

/** A request, and how it is said that its answer is half of one. */
type Asked = {
  readonly method: string
  /** Without the API's own prefix. */
  readonly path: string
  readonly half: (why: string, cause?: unknown) => Error
}

/** What we take as facts: not there, a conflict, gone, refused. */
const BELIEVED = new Set([404, 409, 410, 422])

/**
 * Hands on only what GitHub itself answered, whole and as it promises: Octokit gives out text where JSON cannot be parsed, an empty text
 * where a body breaks off, and `paginate` makes an empty last page of both. Throws `half_answer` for anything else. Every request goes
 * through here, also that for a token. `apiUrl` is the address of the API.
 */
export function onlyWholeAnswers(send: Fetch, apiUrl: string): Fetch {
  const prefix = new URL(apiUrl).pathname.replace(/\/$/, '')
  return async (url, init = {}) => {
    const response = await send(url, init)
    const method = init.method ?? 'GET'
    const { pathname } = new URL(url instanceof Request ? url.url : url)
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname
    const asked: Asked = { method, path, half: (why, cause) => halfAnswer(`${method} ${path}`, why, cause) }
    if (init.redirect === 'manual' && response.status < 400) checkAddress(response, asked)
    else if (response.status < 300) await checkContent(response, asked)
    else if (BELIEVED.has(response.status)) await checkRefusal(response, asked)
    return response
  }
}

/** Logs and archives lie elsewhere. */
function checkAddress({ status, headers }: Response, { half }: Asked): void {
  if (status < 300 || !URL.canParse(headers.get('location') ?? '')) throw half(`status ${status} without an address`)
}

async function checkContent(response: Response, asked: Asked): Promise<void> {
  const { method, path, half } = asked
  const promise = promiseOf(method, path)
  const isEmpty = response.status === 204 || response.status === 205
  const read = promise?.safeParse(isEmpty ? undefined : await readJson(response, asked))
  if (promise === null && !isEmpty) await readJson(response, asked)
  if (read?.success !== false) return
  const [issue] = read.error.issues
  throw half(`not what it promises (${issue?.path.map(String).join('.') || 'the whole'}: ${issue?.message})`, read.error)
}

/** GitHub's own refusals say why; those of a proxy on the way are pages. */
async function checkRefusal(response: Response, asked: Asked): Promise<void> {
  const { status } = response
  // Nothing that we list answers with a conflict, but `paginate` takes one for an empty last page
  if (status === 409 && asked.method === 'GET') throw asked.half('a conflict about something that is only read')
  const value = await readJson(response, asked)
  const isRefusal = typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  if (!isRefusal) throw asked.half(`status ${status} without a message`)
}

/** Leaves the response readable for the client. */
async function readJson(response: Response, { half }: Asked): Promise<unknown> {
  const type = response.headers.get('content-type') ?? 'nothing'
  let text: string
  try {
    text = await response.clone().text()
  } catch (cause) {
    throw half('the body breaks off', cause)
  }
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) throw half(`${type} in place of JSON`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw half(text === '' ? 'an empty body' : 'JSON that is cut off', cause)
  }
}
