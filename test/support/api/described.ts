import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

type Operations = Readonly<Record<string, { readonly operationId: string }>>
export type Description = { readonly paths: Readonly<Record<string, Operations>> }

/** Operations for people who signed in; all others are there for tokens too. */
export const PEOPLE_ONLY: readonly string[] = ['getUser', 'listTokens', 'createToken', 'revokeToken']

/** Answers held against the description that the server itself gives of its API. */
export function openDescription(description: Description) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(closed(description) as Description, 'api')
  const patterns = Object.entries(description.paths).map(([path, operations]) => ({
    path,
    operations,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  const used = new Set<string>()
  return {
    /** What is wrong with an answer, as sentences; an answer that is not described at all is wrong too. */
    faults(method: string, address: string, status: number, body: unknown): readonly string[] {
      const { pathname } = new URL(address, 'http://here')
      const found = patterns.find(({ pattern }) => pattern.test(pathname))
      const operation = found?.operations[method.toLowerCase()]
      if (!found || !operation) return [`${method} ${pathname} is not described`]
      used.add(operation.operationId)
      if (body === undefined) return []
      const pointer = ['paths', found.path, method.toLowerCase(), 'responses', String(status), 'content', 'application/json', 'schema']
      const reference = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
      try {
        const validate = ajv.compile({ $ref: `api#/${reference}` })
        return validate(body) ? [] : (validate.errors ?? []).map(sentence)
      } catch (error) {
        return [`${operation.operationId} describes no ${status}: ${error instanceof Error ? error.message : String(error)}`]
      }
    },
    /** Operations that nothing was held against. */
    unused: () =>
      patterns.flatMap(({ operations }) => Object.values(operations).map(({ operationId }) => operationId)).filter((id) => !used.has(id)),
  }
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message} ${JSON.stringify(params)}`
}

/** The same description where an object has nothing that is not named: an answer must not hold more than what is told. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]))
  const isOpen = 'properties' in inner && inner['type'] === 'object' && !('additionalProperties' in inner)
  return isOpen ? { ...inner, additionalProperties: false } : inner
}
