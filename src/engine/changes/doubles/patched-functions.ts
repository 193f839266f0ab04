import type { Expression, ExpressionOf, SyntaxNode } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { textOf, visit } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression, resolveMember } from '../resolve/resolve-expression.ts'
import { readsQuotedNames } from '../uses/patching-calls.ts'
import { resolvePath, TAKES_MEMBER, TAKES_PATH } from '../uses/string-sites.ts'

/** A function of a test that it puts in place of one of the product; `name` is its own, 'lambda' where it has none. */
export type PatchedFunction = { readonly target: SymbolRef; readonly name: string; readonly node: SyntaxNode }

/** `monkeypatch.setattr(mail, 'send', fake_send)`, `patch('pkg.mail.send', lambda to: None)`. */
export function patchedFunctions(file: SourceFile, project: Project): readonly PatchedFunction[] {
  return file.bindings().calls.flatMap((call): readonly PatchedFunction[] => {
    const patched = readsQuotedNames(call) ? patchedBy(file, call, project) : null
    const own = patched === null ? null : functionOf(file, patched.value)
    return patched === null || own === null ? [] : [{ target: patched.target, ...own }]
  })
}

function patchedBy(file: SourceFile, { callee, arguments: given }: ExpressionOf<'call'>, project: Project) {
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : ''
  const [first, second, third] = given.flatMap(({ keyword, value }) => (keyword === null ? [value] : []))
  const named = given.find(({ keyword }) => /^(?:new|side_effect)$/.test(keyword?.name ?? ''))?.value
  const isPath = first?.kind === 'string' && TAKES_PATH.test(name)
  const isMember = first !== undefined && second?.kind === 'string' && TAKES_MEMBER.test(name)
  const value = named ?? (isPath ? second : isMember ? third : undefined)
  const target = isPath
    ? (resolvePath(project, file, first.value).at(-1) ?? null)
    : isMember
      ? resolveMember(project, resolveExpression(project, file, first), second.value)
      : null
  return target?.kind !== 'symbol' || value === undefined ? null : { target, value }
}

/** The one function that a value is, where the file declares it; a name that several functions bear says nothing. */
function functionOf(file: SourceFile, value: Expression): Omit<PatchedFunction, 'target'> | null {
  const { tree, language } = file
  const written = nodeAt(tree.root, value)
  if (written !== null && language.syntax.is(written, 'function')) return { name: 'lambda', node: written }
  const isOwn = value.kind === 'name' && (value.binding?.kind === 'local' || value.binding?.kind === 'declaration')
  if (!isOwn) return null
  const found: SyntaxNode[] = []
  visit(tree.root, (node) => {
    const named = language.syntax.is(node, 'namedFunction') ? language.syntax.namedValue(node)?.name : undefined
    if (named !== undefined && textOf(tree, named) === value.name) found.push(node)
    return true
  })
  const [only, ...others] = found
  return only === undefined || others.length > 0 ? null : { name: value.name, node: only }
}
