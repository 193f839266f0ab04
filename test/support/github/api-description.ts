import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { completeBySchema, type Schema } from './complete-by-schema.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, Schema>>
  readonly request: Schema | null
  readonly responses: Readonly<Record<string, Schema | null>>
}

export interface Match {
  readonly operationId: string
  readonly params: Readonly<Record<string, string>>
}

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const description: { operations: Record<string, Operation>; components: { schemas: Record<string, Schema> } } = read('openapi.json')
const ajv = new Ajv({ strict: false, validateSchema: false, coerceTypes: false })
formats.default(ajv)
ajv.addSchema(description, 'api')
ajv.addSchema(read('webhooks.json'), 'hooks')
const query = new Ajv({ strict: false, validateSchema: false, coerceTypes: 'array' })
formats.default(query)
const compiled = new Map<string, ValidateFunction>()

const MANY_SEGMENTS = new Set(['ref', 'path', 'base', 'head'])
const routes = Object.entries(description.operations)
  .map(([operationId, { method, path }]) => {
    const text = path
      .replace(/[.+]/g, '\\$&')
      .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${MANY_SEGMENTS.has(name) ? '.+' : '[^/]+'})`)
    return { operationId, method, pattern: new RegExp(`^${text}$`), literal: path.replace(/\{\w+\}/g, '').length }
  })
  .sort((a, b) => b.literal - a.literal)

/** The operation that GitHub describes for this request; its parameters are decoded (a `/` may be sent as `%2F`). */
export function matchOperation(method: string, path: string): Match | undefined {
  for (const route of routes) {
    const found = route.method === method ? route.pattern.exec(path) : null
    if (found === null) continue
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])
    return { operationId: route.operationId, params: Object.fromEntries(params) }
  }
  return undefined
}

function check(name: string, schema: Schema, value: unknown): readonly string[] {
  let validate = compiled.get(name)
  if (validate === undefined) {
    // references inside an operation's schema point into the description
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'))
    validate = ajv.compile(absolute)
    compiled.set(name, validate)
  }
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`)
}

/** What is wrong with a request's body; nothing where none is described. */
export function checkRequest(operationId: string, body: unknown): readonly string[] {
  const schema = description.operations[operationId]?.request
  return schema == null ? [] : check(`${operationId} request`, schema, body)
}

export function checkQuery(operationId: string, params: Readonly<Record<string, string>>): readonly string[] {
  const properties = description.operations[operationId]?.query ?? {}
  if (JSON.stringify(properties).includes('$ref')) return []
  const validate = query.compile({ type: 'object', properties })
  return validate({ ...params }) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
}

/** Gives `body` every field that GitHub always sends (null or empty where nobody set it); throws where the description contradicts it. */
export function describeResponse(operationId: string, status: number, body: unknown): unknown {
  const schema = description.operations[operationId]?.responses[status]
  if (schema === undefined) throw new Error(`${operationId} never answers ${status} by GitHub's description`)
  if (schema === null) return body
  const whole = completeBySchema(schema, body, description.components.schemas)
  const faults = check(`${operationId} ${status}`, schema, whole)
  if (faults.length > 0) throw new Error(`the answer ${status} of ${operationId} is not as described: ${faults.join('; ')}`)
  return whole
}

/** What is wrong with a webhook's payload: `push`, or `check_run` with its action. */
export function checkPayload(event: string, payload: Readonly<Record<string, unknown>>): readonly string[] {
  const name = event === 'push' ? 'push$event' : `${event}$${String(payload['action'])}`
  const validate = compiled.get(name) ?? ajv.compile({ $ref: `hooks#/definitions/${name}` })
  compiled.set(name, validate)
  return validate(payload)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
}
