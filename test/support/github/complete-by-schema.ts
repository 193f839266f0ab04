export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}
type Definitions = Readonly<Record<string, Schema>>

const NOWHERE = 'https://github.invalid/'
const EPOCH = '2008-04-10T00:00:00Z'
const EMPTY: Readonly<Record<string, unknown>> = { string: '', integer: 0, number: 0, boolean: false, null: null }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const typesOf = (schema: Schema): readonly string[] => (typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []))

function resolve(schema: Schema, definitions: Definitions): Schema {
  const target = schema.$ref === undefined ? schema : definitions[schema.$ref.split('/').at(-1) ?? '']
  if (target === undefined) throw new Error(`no definition ${schema.$ref}`)
  return target.$ref === undefined ? target : resolve(target, definitions)
}

function allowsNull(schema: Schema, definitions: Definitions): boolean {
  const { type, enum: values, anyOf, oneOf } = resolve(schema, definitions)
  if (values?.includes(null) || typesOf({ ...(type === undefined ? {} : { type }) }).includes('null')) return true
  return [...(anyOf ?? []), ...(oneOf ?? [])].some((branch) => allowsNull(branch, definitions))
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

/** The branch that has most of the value's keys, among those that its type fits. */
function choose(branches: readonly Schema[], value: unknown, definitions: Definitions): Schema {
  const score = (branch: Schema): number => {
    const target = resolve(branch, definitions)
    const inner = target.anyOf ?? target.oneOf
    if (inner !== undefined) return Math.max(...inner.map(score))
    const types = typesOf(target)
    const name = typeName(value)
    const fits = types.length === 0 || types.includes(name) || (name === 'number' && types.includes('integer'))
    if (!fits) return -1
    return isRecord(value) ? Object.keys(value).filter((key) => target.properties?.[key] !== undefined).length : 1
  }
  const scores = branches.map(score)
  return branches[scores.indexOf(Math.max(...scores))] ?? {}
}

function empty(schema: Schema, definitions: Definitions): unknown {
  if (allowsNull(schema, definitions)) return null
  const target = resolve(schema, definitions)
  if (target.enum !== undefined) return target.enum[0]
  const branches = target.anyOf ?? target.oneOf
  if (branches?.[0] !== undefined) return empty(branches[0], definitions)
  if (target.format === 'uri') return NOWHERE
  if (target.format === 'date-time') return EPOCH
  const type = typesOf(target)[0] ?? 'object'
  if (type === 'array') return []
  return type === 'object' ? completeBySchema(target, {}, definitions) : EMPTY[type]
}

/** `value` with every required field of `schema` that it lacks: null where allowed, else empty. What is given stays. */
export function completeBySchema(schema: Schema, value: unknown, definitions: Definitions): unknown {
  if (value === undefined) return empty(schema, definitions)
  const target = resolve(schema, definitions)
  if (target.allOf !== undefined) return target.allOf.reduce<unknown>((so, part) => completeBySchema(part, so, definitions), value)
  const branches = target.anyOf ?? target.oneOf
  if (branches !== undefined && target.properties === undefined)
    return completeBySchema(choose(branches, value, definitions), value, definitions)
  const { items } = target
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => completeBySchema(items, item, definitions))
  if (!isRecord(value)) return value
  const whole: Record<string, unknown> = { ...value }
  for (const [name, property] of Object.entries(target.properties ?? {}))
    if (value[name] !== undefined || target.required?.includes(name)) whole[name] = completeBySchema(property, value[name], definitions)
  return whole
}
