import { matrixName } from './matrix.ts'

/** How a part of the repository's workflow appears in the generated one. */
export type Carried<T> = { readonly outcome: 'carried'; readonly value: T } | Dropped
/** `lacks`: a value that Suture's run must not have, or one that nothing in it makes. */
type Dropped = { readonly outcome: 'dropped'; readonly lacks: 'secret' | 'missing'; readonly why: string }

const dropped = (lacks: Dropped['lacks'], why: string): Dropped => ({ outcome: 'dropped', lacks, why })

/**
 * What an expression may use: matrix keys with an allow-list, and steps that are there; `used` collects the keys. `event`: what the tests
 * of the repository run on.
 */
export type ExpressionScope = {
  readonly allowed: ReadonlyMap<string, unknown>
  readonly used: Set<string>
  readonly steps: ReadonlySet<string>
  readonly event: string
}

/** Contexts that Suture's dispatched run does not have, or must not have. */
const ABSENT = ['secrets', 'needs', 'strategy', 'jobs'] as const

/**
 * Text with expressions, adapted to the generated workflow: `matrix.x` reads the validated input instead.
 * Dropped when it needs a secret, a token, another job, or a matrix value that has no allow-list.
 */
export function carryText(text: string, scope: ExpressionScope): Carried<string> {
  let why: Dropped | null = null
  const value = text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_whole, inner: string) => {
    const carried = carryExpression(inner.trim(), scope)
    if (carried.outcome === 'dropped') why ??= carried
    return carried.outcome === 'carried' ? `$\{{ ${carried.value} }}` : ''
  })
  return why ?? { outcome: 'carried', value }
}

/** One expression, without its braces. */
export function carryExpression(text: string, { allowed, used, steps, event }: ExpressionScope): Carried<string> {
  const absent = ABSENT.find((context) => new RegExp(`(^|[^\\w.'-])${context}\\s*[.[)]`).test(text))
  if (absent)
    return dropped(absent === 'secrets' ? 'secret' : 'missing', absent === 'secrets' ? 'it uses a secret' : `it uses the context ${absent}`)
  const lost = [...text.matchAll(/(?<![\w.-])steps\.([\w-]+)/g)].map(([, id = '']) => id).find((id) => !steps.has(id))
  if (lost !== undefined) return dropped('missing', `it uses the step ${lost}, which is not here`)
  const input = /(?<![\w.-])inputs(?:\.([\w-]+)|\[)/.exec(text)
  if (input) return dropped('missing', `it uses the input ${input[1] ?? ''}, which is not here`)
  if (/\bgithub\s*(\.\s*token|\[\s*'token'\s*\])/.test(text)) return dropped('secret', 'it uses the token')
  if (/\bgithub\b(?!\s*[.[])/.test(text.replace(/'[^']*'/g, '')))
    return dropped('secret', 'it uses the context github as a whole, the token in it')
  let why = ''
  const value = text
    .replace(/\bgithub\.event_name\b/g, `'${event}'`)
    .replace(/\bmatrix((?:\.[\w-]+|\['[^']+'\])+)/g, (_whole, path: string) => {
      const key = [...path.matchAll(/\.([\w-]+)|\['([^']+)'\]/g)].map(([, plain, quoted]) => plain ?? quoted).join('.')
      if (!allowed.has(key)) why ||= `the matrix has no plain list of values for ${key}`
      used.add(key)
      return `inputs.matrix-${matrixName(key)}`
    })
  if (/\bmatrix\b(?!-)/.test(value.replaceAll(/inputs\.matrix-[\w-]+/g, ''))) why ||= 'it uses the matrix as a whole'
  return why ? dropped('missing', why) : { outcome: 'carried', value }
}

/** Any value of a mapping: texts are carried, everything else stays. */
export function carryValue(value: unknown, scope: ExpressionScope): Carried<unknown> {
  if (typeof value === 'string') return carryText(value, scope)
  const text = JSON.stringify(value) ?? ''
  return text.includes('${{') ? carryDeep(text, scope) : { outcome: 'carried', value }
}

function carryDeep(text: string, scope: ExpressionScope): Carried<unknown> {
  const carried = carryText(text, scope)
  return carried.outcome === 'carried' ? { outcome: 'carried', value: JSON.parse(carried.value) } : carried
}
