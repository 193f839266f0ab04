import type { SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { lastPart } from '../uses/use-site.ts'
import { nodesTo } from '../waiting/nodes-to.ts'
import type { WrappedResult } from './wrapped-result.ts'

/** A call of what is wrapped now. `node` is the call, with what waits for it. `isKnown`: it was resolved, and not only called the same. */
export type WrappedCall = { readonly node: SyntaxNode; readonly isAwaited: boolean; readonly isKnown: boolean }

/** Calls of a file that take the bare value: nothing near them reads the field or writes the wrapper. */
export function bareCalls(project: Project, file: SourceFile, { field, change }: WrappedResult, target: SymbolRef): readonly WrappedCall[] {
  const name = lastPart(target.name)
  const { syntax } = file.language
  return file.bindings().calls.flatMap((call): readonly WrappedCall[] => {
    const { callee } = call
    if ((callee.kind !== 'name' && callee.kind !== 'member') || textAt(file, callee).split('.').at(-1) !== name) {
      const aliased = resolveExpression(project, file, callee)
      if (aliased.kind !== 'symbol' || aliased.file !== target.file || aliased.name !== target.name) return []
    }
    const found = resolveExpression(project, file, callee)
    const isKnown = found.kind === 'symbol' && found.file === target.file && found.name === target.name
    if (found.kind === 'symbol' && !isKnown) return []
    const path = nodesTo(file, call)
    const at = path.findIndex(({ start, end }) => start === call.start && end === call.end)
    const [around, own] = [path[at - 1], path[at]]
    if (own === undefined) return []
    const isAwaited = around !== undefined && syntax.is(around, 'await')
    const node = isAwaited ? around : own
    const holder = path.slice(0, at).findLast((one) => syntax.assignedValue(one) === node)
    return isTakenApart(file, node, holder, field, lastPart(change.after)) ? [] : [{ node, isAwaited, isKnown }]
  })
}

function textAt({ text }: SourceFile, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end)
}

/** The rest of the line reads the field or writes the wrapper, or the name that holds the result is read so. */
function isTakenApart(file: SourceFile, { end }: SyntaxNode, holder: SyntaxNode | undefined, field: string, wrapper: string): boolean {
  const one = escapeRegExp(field)
  const read = `(?:\\??\\.${one}(?![\\w$])|\\[["']${one}["']\\])`
  const written = `["']${one}["']\\s*:|(?<![\\w$])${one}\\s*:${/^[\w$]+$/.test(wrapper) ? `|(?<![\\w$])${escapeRegExp(wrapper)}\\(` : ''}`
  const rest = /^.*/.exec(file.text.slice(end))?.[0] ?? ''
  if (new RegExp(`${read}|${written}`).test(rest)) return true
  const target = holder === undefined ? undefined : file.language.syntax.targetOf(holder)
  if (target === undefined) return false
  const name = textOf(file.tree, target)
  const isPlain = /^[\w$]+$/.test(name)
  return isPlain && new RegExp(`(?<![\\w$.])${escapeRegExp(name)}${read}`).test(file.text.slice(end))
}
