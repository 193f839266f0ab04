import type { Parameter } from '../../../model/contract-change.ts'
import { type NarrowDouble, narrowDoubles } from '../../changes/doubles/narrow-doubles.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { isPositional } from '../../changes/uses/bind-arguments.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf } from '../../languages/syntax.ts'
import { itemEdits } from '../values/item-edits.ts'
import type { ValueEdit } from '../values/value-edit.ts'

/** An edit that lets a method or function of a test take what the real one takes now; `member` is its name. */
export type AddedParameter = ValueEdit & { readonly member: string }

/** At the same place, under the same name and with the same default; the fake's own lines never look at it. */
export function addedParameters(file: SourceFile, trees: Trees): readonly AddedParameter[] {
  return narrowDoubles(file, trees).flatMap((narrow) => editsFor(file, narrow))
}

function editsFor(file: SourceFile, { name, node, parameters, real, old, gained }: NarrowDouble): readonly AddedParameter[] {
  const { language, tree, text, path } = file
  const list = language.syntax.parametersOf(node)
  const items = list === undefined ? [] : namedChildren(list)
  // `/` and `*` stand in the list and are no parameters
  const own = items.filter((item) => !/^[/*]$/.test(textOf(tree, item)))
  const receivers = own.length - parameters.length
  const now = listAfter(parameters, real, old, gained)
  if (list === undefined || items.length === 0 || receivers < 0 || receivers > 1 || now === null) return []
  const come = new Map<number, string[]>()
  for (const parameter of gained) {
    const earlier = real.parameters.slice(0, real.parameters.indexOf(parameter)).filter((one) => old.some(({ name }) => name === one.name))
    const last = own[receivers + earlier.length - 1]
    const text = language.calling.declaredParameter(parameter)
    if (text === null) return []
    const [at, words] = placed(parameter, text, last === undefined ? -1 : items.indexOf(last))
    come.set(at, [...(come.get(at) ?? []), ...words])
  }
  return itemEdits({ text, items, close: list.end - 1 }, { gone: new Set(), come }).map((edit) => ({
    file: path,
    ...edit,
    member: name,
  }))

  function placed(parameter: Parameter, words: string, after: number): readonly [at: number, words: readonly string[]] {
    const isSeparator = (item: SyntaxNode | undefined, sign: string): boolean => item !== undefined && textOf(tree, item).startsWith(sign)
    if (isPositional(parameter)) {
      return [parameter.kind === 'positional' && isSeparator(items[after + 1], '/') ? after + 1 : after, [words]]
    }
    const star = items.findIndex((item) => /^\*(?!\*)/.test(textOf(tree, item)))
    if (star >= 0) return [Math.max(after, star), [words]]
    const isFirst = parameter === gained.find(({ kind }) => kind === 'keyword_only')
    return [isSeparator(items[after + 1], '/') ? after + 1 : after, isFirst ? ['*', words] : [words]]
  }
}

/** The fake's parameters with those that come; `null` where no list can hold them. */
function listAfter(
  own: readonly Parameter[],
  real: NarrowDouble['real'],
  old: readonly Parameter[],
  gained: readonly Parameter[],
): readonly Parameter[] | null {
  if (gained.some(({ name, kind }) => own.some((one) => one.name === name) || kind === 'rest' || kind === 'keyword_rest')) return null
  const all = real.parameters.flatMap((one) => {
    const place = old.findIndex(({ name }) => name === one.name)
    return place < 0 ? (gained.includes(one) ? [one] : []) : (own[place] ?? [])
  })
  const positional = all.filter(isPositional)
  const optional = positional.findIndex((one) => one.default !== null)
  // none that has to be given stands behind one that need not
  return optional >= 0 && positional.slice(optional).some((one) => one.default === null) ? null : all
}
