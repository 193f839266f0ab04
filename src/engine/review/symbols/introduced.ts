import type { SourceFile } from '../../changes/resolve/project.ts'
import { readsQuotedNames } from '../../changes/uses/patching-calls.ts'
import { TAKES_MEMBER, TAKES_PATH } from '../../changes/uses/string-sites.ts'
import type { Expression, ExpressionOf, Import } from '../../languages/language.ts'

/** Something that the edited file names, and the file before the edit does not. */
export type Introduced =
  | { readonly kind: 'import'; readonly entry: Import }
  | { readonly kind: 'name'; readonly name: ExpressionOf<'name'> }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: string; readonly start: number }
  | { readonly kind: 'keyword'; readonly call: ExpressionOf<'call'>; readonly name: string; readonly start: number }
  | { readonly kind: 'path'; readonly path: string; readonly start: number }

/** Patching something that is not there, on purpose. */
const CREATES = /^(?:create|raising)$/

/** What is new in a file, each once: by what is written, so that a line that only moved brings nothing. */
export function introduced(was: SourceFile | null, now: SourceFile): readonly Introduced[] {
  const known = was === null ? new Set<string>() : new Set(namedIn(was).keys())
  return [...namedIn(now)].filter(([key]) => !known.has(key)).map(([, one]) => one)
}

function namedIn(file: SourceFile): ReadonlyMap<string, Introduced> {
  const found = new Map<string, Introduced>()
  const add = (key: readonly (string | null)[], one: Introduced): void => {
    const text = [one.kind, ...key].join('\n')
    if (!found.has(text)) found.set(text, one)
  }
  const textOf = ({ start, end }: Expression): string => file.text.slice(start, end)
  const { imports, names, memberAccesses, calls } = file.bindings()
  for (const entry of imports) add([entry.specifier, entry.imported], { kind: 'import', entry })
  for (const name of names) if (name.binding === null) add([name.name], { kind: 'name', name })
  for (const { object, name, nameRange } of memberAccesses)
    add([textOf(object), name], { kind: 'member', object, name, start: nameRange.start })
  for (const call of calls) {
    for (const { keyword } of call.arguments)
      if (keyword !== null)
        add([textOf(call.callee), keyword.name], { kind: 'keyword', call, name: keyword.name, start: keyword.range.start })
    for (const one of quoted(file, call)) add(one.kind === 'path' ? [one.path] : [textOf(one.object), `'${one.name}'`], one)
  }
  return found
}

/** Names that are patched, in quotes. */
function quoted({ language }: SourceFile, call: ExpressionOf<'call'>): readonly Extract<Introduced, { kind: 'path' | 'member' }>[] {
  if (!readsQuotedNames(call) || call.arguments.some(({ keyword }) => keyword !== null && CREATES.test(keyword.name))) return []
  const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : ''
  const [first, second] = call.arguments.map(({ value }) => value)
  if (first?.kind === 'string') {
    const isPath = language.modules.namedInStringsBy === 'dottedPath' && TAKES_PATH.test(name)
    return isPath && first.value.includes('.') ? [{ kind: 'path', path: first.value, start: first.inside.start }] : []
  }
  if (first === undefined || second?.kind !== 'string' || !TAKES_MEMBER.test(name) || /attr$/.test(name)) return []
  return [{ kind: 'member', object: first, name: second.value, start: second.inside.start }]
}
