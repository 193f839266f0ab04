import { matrixName } from './matrix.ts'

/** How a part of the repository's workflow appears in the generated one. */
export type Carried<T> = { readonly outcome: 'carried'; readonly value: T } | { readonly outcome: 'dropped'; readonly why: string }

/** Contexts that Suture's dispatched run does not have, or must not have. */
const ABSENT = ['secrets', 'needs', 'strategy', 'jobs'] as const

/**
 * Text with expressions, adapted to the generated workflow: `matrix.x` reads the validated input instead.
 * Dropped when it needs a secret, a token, another job, or a matrix value that has no allow-list. `used` collects the keys.
 */
export function carryText(text: string, allowed: ReadonlyMap<string, unknown>, used: Set<string>): Carried<string> {
  let why = ''
  const value = text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_whole, inner: string) => {
    const carried = carryExpression(inner.trim(), allowed, used)
    if (carried.outcome === 'dropped') why ||= carried.why
    return carried.outcome === 'carried' ? `$\{{ ${carried.value} }}` : ''
  })
  return why ? { outcome: 'dropped', why } : { outcome: 'carried', value }
}

/** One expression, without its braces. */
export function carryExpression(text: string, allowed: ReadonlyMap<string, unknown>, used: Set<string>): Carried<string> {
  const absent = ABSENT.find((context) => new RegExp(`(^|[^\\w.'-])${context}\\s*[.[)]`).test(text))
  if (absent) return { outcome: 'dropped', why: absent === 'secrets' ? 'it uses a secret' : `it uses the context ${absent}` }
  if (/\bgithub\s*(\.\s*token|\[\s*'token'\s*\])/.test(text)) return { outcome: 'dropped', why: 'it uses the token' }
  if (/\bgithub\b(?!\s*[.[])/.test(text.replace(/'[^']*'/g, '')))
    return { outcome: 'dropped', why: 'it uses the context github as a whole, the token in it' }
  let why = ''
  const value = text.replace(/\bmatrix((?:\.[\w-]+|\['[^']+'\])+)/g, (_whole, path: string) => {
    const key = [...path.matchAll(/\.([\w-]+)|\['([^']+)'\]/g)].map(([, plain, quoted]) => plain ?? quoted).join('.')
    if (!allowed.has(key)) why ||= `the matrix has no plain list of values for ${key}`
    used.add(key)
    return `inputs.matrix-${matrixName(key)}`
  })
  if (/\bmatrix\b(?!-)/.test(value.replaceAll(/inputs\.matrix-[\w-]+/g, ''))) why ||= 'it uses the matrix as a whole'
  return why ? { outcome: 'dropped', why } : { outcome: 'carried', value }
}

/** Any value of a mapping: texts are carried, everything else stays. */
export function carryValue(value: unknown, allowed: ReadonlyMap<string, unknown>, used: Set<string>): Carried<unknown> {
  if (typeof value === 'string') return carryText(value, allowed, used)
  const text = JSON.stringify(value) ?? ''
  return text.includes('${{') ? carryDeep(text, allowed, used) : { outcome: 'carried', value }
}

function carryDeep(text: string, allowed: ReadonlyMap<string, unknown>, used: Set<string>): Carried<unknown> {
  const carried = carryText(text, allowed, used)
  return carried.outcome === 'carried' ? { outcome: 'carried', value: JSON.parse(carried.value) } : carried
}
