import type { Repository } from './state.ts'
import type { Actor } from './tokens.ts'
import type { World } from './world.ts'

export interface Call {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly accept: string
  /** of the API, as the client asked for it */
  readonly version: string
  readonly actor: Actor
  /** The login that what this call makes carries. */
  readonly login: string
  readonly repository: Repository
  /** One page of `items`, with the `link` header that the answer needs. */
  readonly page: <T>(items: readonly T[]) => { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> }
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  /** an answer that is no JSON */
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export type Handler = (call: Call) => Reply | Promise<Reply>
export type Handlers = Readonly<Record<string, Handler>>

/** An answer of GitHub's that is no success. */
export class ApiError extends Error {
  readonly status: number
  readonly details: readonly Readonly<Record<string, string>>[] | undefined
  constructor(status: number, message: string, details?: readonly Readonly<Record<string, string>>[]) {
    super(message)
    this.status = status
    this.details = details
  }
}

export const notFound = (): ApiError => new ApiError(404, 'Not Found')
export const invalid = (message: string, details?: readonly Readonly<Record<string, string>>[]): ApiError =>
  new ApiError(422, message, details)

/** A text of the request's body; undefined where it is not given. */
export function textOf(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name]
  return typeof value === 'string' ? value : undefined
}

/** The entry with this id, or 404. */
export function byId<T extends { readonly id: number }>(items: readonly T[], id: string | undefined): T {
  const found = items.find((item) => String(item.id) === id)
  if (found === undefined) throw notFound()
  return found
}
