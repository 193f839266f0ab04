import type { ExpressionOf, SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import type { Trees } from '../uses/use-site.ts'
import { callAt, nodesTo } from './nodes-to.ts'

type HelperCall = { readonly file: SourceFile; readonly node: SyntaxNode }

/** Every call of a function of the tests, in its own file and in others; `null` where it is handed on to who may not wait for it. */
export function callsOfHelper(file: SourceFile, helper: SyntaxNode, tests: readonly string[], trees: Trees): readonly HelperCall[] | null {
  const name = nameOf(file, helper)
  if (name === null) return null
  const own = callsIn(file, (callee) => callee.name === name && callee.binding?.kind !== 'parameter' && callee.binding?.kind !== 'import')
  const isPublic = file.declared().has(name)
  const others = isPublic ? tests.filter((path) => path !== file.path && wholeWord(name).test(trees.before.text(path) ?? '')) : []
  const elsewhere = others.map((path) => {
    const other = trees.before.file(path)
    return other === null
      ? []
      : callsIn(other, (callee) => {
          const found = resolveExpression(trees.before, other, callee)
          return found.kind === 'symbol' && found.file === file.path && found.name === name
        })
  })
  const all = [own, ...elsewhere]
  return all.some((calls) => calls === null) ? null : all.flatMap((calls) => calls ?? [])
}

function callsIn(file: SourceFile, isHelper: (callee: ExpressionOf<'name'>) => boolean): readonly HelperCall[] | null {
  const { calls, names } = file.bindings()
  const found = calls.filter(({ callee }) => callee.kind === 'name' && isHelper(callee))
  const called = new Set(found.map(({ callee }) => callee.start))
  const isHandedOn = names.some((one) => !called.has(one.start) && isHelper(one) && isGiven(file, one))
  if (isHandedOn) return null
  return found.flatMap((call) => {
    const node = callAt(file, call)
    return node === null ? [] : [{ file, node }]
  })
}

/** As an argument of a call, except where the framework runs it. */
function isGiven(file: SourceFile, name: ExpressionOf<'name'>): boolean {
  const { syntax, waiting } = file.language
  const path = nodesTo(file, name)
  const holder = path.findLast((node) => syntax.is(node, 'arguments'))
  const isDirect = path.at(-2) === holder
  return holder !== undefined && isDirect && waiting.roleOf(file.tree, path) !== 'runs'
}

function nameOf(file: SourceFile, helper: SyntaxNode): string | null {
  const { syntax } = file.language
  const path = nodesTo(file, helper)
  const holder = path.findLast((node) => node === helper || syntax.is(node, 'variable'))
  const named = [helper, path.at(-2), holder].flatMap((node) => (node === undefined ? [] : (syntax.namedValue(node)?.name ?? [])))
  const [name] = named
  return name === undefined ? null : textOf(file.tree, name)
}
