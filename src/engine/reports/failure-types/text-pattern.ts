import type { FailureFields } from '../../../model/failure/failure-fields.ts'

/**
 * A message of a runtime, compiler or framework. Its named groups are fields; besides them `chain` is what a JavaScript name hangs on,
 * and a dotted `owner` or `callable` counts by its last part.
 */
export type TextPattern = { readonly expression: RegExp; readonly also?: Partial<FailureFields> }

type Groups = Readonly<Record<string, string | undefined>>

const PLAIN = [
  'missingName',
  'module',
  'unexpectedArgument',
  'key',
  'suggestion',
  'successor',
  'expected',
  'actual',
  'mockExpected',
  'mockActual',
] as const

/** What the first pattern that matches says; nothing where none does. */
export function readPatterns(patterns: readonly TextPattern[], text: string): Partial<FailureFields> {
  for (const { expression, also } of patterns) {
    const groups = expression.exec(text)
    if (groups) return { ...fieldsOf(groups.groups ?? {}), ...also }
  }
  return {}
}

function fieldsOf(groups: Groups): Partial<FailureFields> {
  const plain = PLAIN.flatMap((name) => (groups[name] === undefined ? [] : [[name, groups[name].trim()] as const]))
  const parts = groups['callable']?.split('.') ?? []
  const owner = lastPart(groups['owner']) ?? (parts.length > 1 ? parts.at(-2) : undefined) ?? chainOwner(groups['chain'])
  return { ...Object.fromEntries(plain), ...(owner ? { owner } : {}), ...(parts.length > 0 ? { callable: parts.at(-1) ?? null } : {}) }
}

function lastPart(name: string | undefined): string | undefined {
  return name?.split('.').at(-1)
}

/** `cart.` → `cart`; the module object of a transpiled import, `(0 , _cart.`, and a call, `cart().`, are not owners. */
function chainOwner(chain: string | undefined): string | undefined {
  return !chain || chain.includes('(') ? undefined : chain.trim().split('.').filter(Boolean).at(-1)
}
