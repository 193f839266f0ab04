import { type FlippedDefault, flippedDefaults } from '../../changes/defaults/flipped-defaults.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { resolveExpression } from '../../changes/resolve/resolve-expression.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Argument, ExpressionOf } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { itemEdits } from '../values/item-edits.ts'
import type { ValueEdit } from '../values/value-edit.ts'

/** An edit that gives a call the value which it got by itself before; `line` is the call's. */
export type PassedOption = ValueEdit & { readonly flipped: FlippedDefault; readonly line: number }

/** The old value for every call of a file that gives none where a default was flipped. */
export function passedOptions(file: SourceFile, trees: Trees): readonly PassedOption[] {
  const flips = Map.groupBy(flippedDefaults(trees), ({ file: path, owner }) => `${path}#${owner}`)
  if (flips.size === 0) return []
  return file.bindings().calls.flatMap((call) => {
    const callee = resolveExpression(trees.before, file, call.callee)
    const own = callee.kind === 'symbol' ? (flips.get(`${callee.file}#${callee.name}`) ?? []) : []
    return own.flatMap((flipped) => {
      const edit = editOf(call, flipped, file)
      return edit === null ? [] : [{ ...edit, flipped, line: lineAt(file.text, call.start) }]
    })
  })
}

/** Several options of one call as one edit. */
export function together(options: readonly PassedOption[]): readonly ValueEdit[] {
  return [...Map.groupBy(options, ({ range }) => range.start).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const { file, range, replacement, value } = first
    const after = [value.after, ...others.map((one) => one.value.after)].join(', ')
    return [{ file, range, replacement: replacement.replace(value.after, () => after), value: { ...value, after } }]
  })
}

function editOf(call: ExpressionOf<'call'>, flipped: FlippedDefault, file: SourceFile): ValueEdit | null {
  const { arguments: given, inside } = call
  if (given.some(({ spread }) => spread !== 'none')) return null
  const text = flipped.kind === 'option' ? optionText(given, flipped) : parameterText(given, flipped, file)
  const holder = flipped.kind === 'option' ? given[flipped.place]?.value : undefined
  if (text === null) return null
  if (holder === undefined) return added(file, given, inside.start, inside.end, text)
  if (holder.kind !== 'object' || holder.fields.some(({ spread }) => spread !== 'none')) return null
  return holder.keys.some(({ name }) => name === flipped.name) ? null : added(file, holder.fields, holder.start + 1, holder.end - 1, text)
}

/** By its name where the language has that, else by its place where every place before it is taken. */
function parameterText(given: readonly Argument[], { name, place, before }: FlippedDefault, { language }: SourceFile): string | null {
  const positional = given.filter(({ keyword }) => keyword === null).length
  if (positional > place || given.some(({ keyword }) => keyword?.name === name)) return null
  return language.calling.keywordArgument(name, before) ?? (given.length === place ? before : null)
}

function optionText(given: readonly Argument[], { name, place, before }: FlippedDefault): string | null {
  if (given.length > place) return `${name}: ${before}`
  return given.length === place ? `{ ${name}: ${before} }` : null
}

function added({ text, path }: SourceFile, items: readonly Argument[], start: number, end: number, item: string): ValueEdit | null {
  if (items.length === 0) {
    const isObject = text[start - 1] === '{'
    return { file: path, range: { start, end }, replacement: isObject ? ` ${item} ` : item, value: { before: '', after: item } }
  }
  const [edit] = itemEdits({ text, items, close: end }, { gone: new Set(), come: new Map([[items.length - 1, [item]]]) })
  return edit === undefined ? null : { file: path, ...edit }
}
