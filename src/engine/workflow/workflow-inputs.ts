import { parse } from 'yaml'
import { type Mapping, mapping } from './mapping.ts'

/** How a workflow is started by others of its repository: the values of its inputs, and the events that lead to it. */
export type WorkflowCall = { readonly inputs: Mapping; readonly events: readonly string[] }

export const NO_CALL: WorkflowCall = { inputs: {}, events: [] }

/** The first call of the workflow at `path` in these texts. A value that a matrix of the caller gives is the first of its list. */
export function callOf(path: string, texts: readonly string[]): WorkflowCall {
  for (const text of texts) {
    const root = rootOf(text)
    for (const job of Object.values(mapping(root['jobs'])).map(mapping)) {
      if (job['uses'] !== `./${path}`) continue
      const matrix = mapping(mapping(job['strategy'])['matrix'])
      const given = Object.entries(mapping(job['with'])).flatMap(([name, value]) => {
        const known = knownValue(value, matrix)
        return known === undefined ? [] : [[name, known] as const]
      })
      return { inputs: Object.fromEntries(given), events: eventNames(root['on']) }
    }
  }
  return NO_CALL
}

/** The workflow with the values of its inputs in their place: those of a call, else its defaults, else what GitHub takes for none. */
export function withInputValues(root: Mapping, { inputs }: WorkflowCall): Mapping {
  const declared = ['workflow_call', 'workflow_dispatch'].flatMap((event) =>
    Object.entries(mapping(mapping(mapping(root['on'])[event])['inputs'])),
  )
  const values = new Map(
    declared.map(([name, value]) => [name, inputs[name] ?? mapping(value)['default'] ?? emptyOf(mapping(value)['type'])]),
  )
  if (values.size === 0) return root
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return inText(value, key === 'if', values)
    if (Array.isArray(value)) return value.map((one) => replaced(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)]))
  }
  return { ...root, jobs: replaced(root['jobs'], 'jobs') }
}

export function eventNames(on: unknown): readonly string[] {
  if (typeof on === 'string') return [on]
  return Array.isArray(on) ? on.map(String) : Object.keys(mapping(on))
}

function rootOf(text: string): Mapping {
  try {
    return mapping(parse(text, { maxAliasCount: 100 }))
  } catch {
    return {}
  }
}

function knownValue(value: unknown, matrix: Mapping): unknown {
  if (typeof value !== 'string' || !value.includes('${{')) return value
  const key = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(value)?.[1]
  const list = key === undefined ? undefined : matrix[key]
  return Array.isArray(list) && !String(list[0]).includes('${{') ? list[0] : undefined
}

function emptyOf(type: unknown): unknown {
  return type === 'boolean' ? false : type === 'number' ? 0 : ''
}

const INPUT = /(?<![\w.-])(?:github\.event\.)?inputs(?:\.([\w-]+)|\['([^']+)'\])/g

/** A whole expression becomes the value, of whatever type; within a longer one it is a literal. */
function inText(text: string, isExpression: boolean, values: ReadonlyMap<string, unknown>): unknown {
  if (isExpression && !text.includes('${{')) return inExpression(text, values)
  const whole = /^\$\{\{\s*(fromJSON\()?\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\)?\s*\}\}$/.exec(text)
  const [, isJson, name = ''] = whole ?? []
  if (whole && values.has(name)) return isJson === undefined ? values.get(name) : (fromJson(values.get(name)) ?? text)
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, inner: string) => {
    const value = values.get(/^\s*inputs\.([\w-]+)\s*$/.exec(inner)?.[1] ?? '')
    return value === undefined ? `$\{{${inExpression(inner, values)}}}` : String(value)
  })
}

function inExpression(text: string, values: ReadonlyMap<string, unknown>): string {
  return text.replace(INPUT, (found, plain: string | undefined, quoted: string | undefined) => {
    const value = values.get(plain ?? quoted ?? '')
    if (value === undefined) return found
    return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  })
}

function fromJson(value: unknown): unknown {
  try {
    return JSON.parse(String(value))
  } catch {
    return undefined
  }
}
