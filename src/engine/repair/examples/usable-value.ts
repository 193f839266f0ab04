import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SymbolRef } from '../../changes/resolve/resolve-export.ts'
import { resolveExpression } from '../../changes/resolve/resolve-expression.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { ExpressionOf, Range } from '../../languages/language.ts'
import { importOf } from '../moved/import-of.ts'
import type { PassedValue } from './passed-values.ts'

/**
 * What a value of somebody else's call is in a test. `same`: it means the same there, with the declarations that it needs. `called`: it is
 * something of the caller's own, of which only the name can be looked for.
 */
export type UsableValue =
  | { readonly kind: 'same'; readonly text: string; readonly symbols: readonly SymbolRef[]; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'called'; readonly name: string }
  | { readonly kind: 'unusable' }

/** Reads a value in another file. */
export function usableIn(file: SourceFile, value: PassedValue, trees: Trees): UsableValue {
  const { at, argument } = value
  const range = argument.keyword === null ? argument : argument.value
  const inside = ({ start, end }: Range): boolean => range.start <= start && end <= range.end
  const names = at.bindings().names.filter(inside)
  const own = names.filter((name) => isOwn(name, at))
  if (own.length > 0) return calledName(value)
  const texts: { readonly name: Range; readonly now: string }[] = []
  const symbols: SymbolRef[] = []
  const edits: TextEdit[] = []
  for (const name of names) {
    const found = nameIn(file, name, at, trees)
    if (found === null) return { kind: 'unusable' }
    texts.push({ name, now: found.local })
    symbols.push(...found.symbols)
    edits.push(...found.edits)
  }
  const text = texts
    .toReversed()
    .reduce(
      (all, { name, now }) => `${all.slice(0, name.start - range.start)}${now}${all.slice(name.end - range.start)}`,
      at.text.slice(range.start, range.end),
    )
  return /\n/.test(text) ? { kind: 'unusable' } : { kind: 'same', text, symbols, edits }
}

/** Bound in the function that the call stands in. */
function isOwn({ name, binding }: ExpressionOf<'name'>, at: SourceFile): boolean {
  if (binding === null || binding.kind === 'import' || binding.kind === 'declaration') return false
  return at.bindings().module.get(name) !== binding
}

/** `clock`, `self.clock`, `options._clock`: the last name of a bare path. */
function calledName({ argument: { value } }: PassedValue): UsableValue {
  const name = value.kind === 'name' || value.kind === 'member' ? value.name.replace(/^[_#]+/, '') : ''
  return name === '' ? { kind: 'unusable' } : { kind: 'called', name }
}

/** What a name of another file is called in this one, with what has to be imported for it; `null` where it means something else or nothing. */
export function nameIn(file: SourceFile, name: ExpressionOf<'name'>, at: SourceFile, trees: Trees) {
  const { binding } = name
  const alike = file.imports().find((one) => binding?.kind === 'import' && isSameImport(one, binding.import))
  if (alike?.local != null) return { local: alike.local, symbols: [], edits: [] }
  // a name of the language itself, unless the test means something else by it
  if (binding === null) return file.bindings().boundNames.has(name.name) ? null : { local: name.name, symbols: [], edits: [] }
  const found = resolveExpression(trees.after, at, name)
  if (found.kind !== 'symbol') return null
  const imported = importOf(file, found, trees)
  return imported === null ? null : { local: imported.local, symbols: [found], edits: imported.edits }
}

/** Of a package outside of the repository: the same words mean the same. */
function isSameImport(one: SourceFile['imports'] extends () => readonly (infer Entry)[] ? Entry : never, other: typeof one): boolean {
  const isRelative = one.specifier.startsWith('.')
  return !isRelative && one.specifier === other.specifier && one.imported === other.imported && one.bindsRoot === other.bindsRoot
}
