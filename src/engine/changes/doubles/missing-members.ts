import type { Declaration, ExpressionOf, Range } from '../../languages/language.ts'
import { pathTo } from '../../languages/node-path.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember, resolveExpression } from '../resolve/resolve-expression.ts'
import type { Trees } from '../uses/use-site.ts'
import { mockedModules } from './mocked-modules.ts'
import { type StandIn, standIns } from './stand-ins.ts'

/** A member that a test's own object lacks: what stands there for its class has it at the head, and the product calls it now. */
export type MissingMember = {
  readonly name: string
  readonly declaration: Declaration
  readonly double: ({ readonly kind: 'factory' } & ReturnType<typeof mockedModules>[number]) | StandIn
}

/**
 * Members that the product began to call on what a test replaces by an object of its own. Only what the real class or module declares under
 * this very name counts, and only where nobody looks at what the call gives: what the product misspells is nobody's member.
 */
export function missingMembers(file: SourceFile, trees: Trees): readonly MissingMember[] {
  return [...ofModules(file, trees), ...ofClasses(file, trees)]
}

function ofModules(file: SourceFile, trees: Trees): readonly MissingMember[] {
  return mockedModules(file, trees.after).flatMap((mocked): readonly MissingMember[] => {
    const { module, keys } = mocked
    const real = trees.after.file(module)
    const declared = (real?.declarations() ?? []).filter(
      ({ kind, container, exported }) => kind === 'function' && container === null && exported,
    )
    const missing = declared.filter(
      ({ name }) => !keys.includes(name) && isNewlyCalled(trees, (path) => importedCalls(trees, path, module, name)),
    )
    return missing.map((declaration) => ({ name: declaration.name, declaration, double: { kind: 'factory', ...mocked } }))
  })
}

/** New methods of changed classes, on the fakes that stand for them. */
function ofClasses(file: SourceFile, trees: Trees): readonly MissingMember[] {
  const owners = trees.product.filter((path) => isChanged(trees, path)).flatMap((path) => newMethods(path, trees))
  const doubles = owners.length === 0 ? [] : standIns(file, trees.after).filter(({ open, members }) => !open && members.length > 0)
  return owners.flatMap(({ owner, method }) =>
    doubles
      .filter(({ members }) => members.every(({ name }) => name !== method.name && isMember(trees, owner, name)))
      .map((double) => ({ name: method.name, declaration: method, double })),
  )
}

function newMethods(path: string, trees: Trees): readonly { readonly owner: SymbolRef; readonly method: Declaration }[] {
  const declarations = trees.after.file(path)?.declarations() ?? []
  return declarations.flatMap((method) => {
    if (method.kind !== 'method' || method.isProperty || method.container === null || method.name.startsWith('_')) return []
    const owner: SymbolRef = { kind: 'symbol', file: path, name: method.container }
    const wasThere = trees.before.file(path) === null || findMember(trees.before, owner, method.name) !== null
    return !wasThere && isNewlyCalled(trees, (caller) => memberCalls(trees, caller, method.name, path)) ? [{ owner, method }] : []
  })
}

function isMember({ before, after }: Trees, owner: SymbolRef, name: string): boolean {
  return findMember(before, owner, name) !== null && findMember(after, owner, name) !== null
}

function isChanged({ before, after }: Trees, path: string): boolean {
  return before.text(path) !== after.text(path)
}

type Calls = { readonly before: number; readonly after: readonly { readonly file: SourceFile; readonly call: Range }[] }

/** Whether a changed file of the product calls it that did not before, and none of its calls is asked for a result. */
function isNewlyCalled(trees: Trees, callsIn: (path: string) => Calls): boolean {
  const all = trees.product.filter((path) => isChanged(trees, path)).map(callsIn)
  const calls = all.flatMap(({ before, after }) => (before === 0 ? after : []))
  return (
    calls.length > 0 &&
    all.every(({ before, after }) => before === 0 || after.length === 0) &&
    calls.every(({ file, call }) => isStatement(file, call))
  )
}

/** A call that is a statement of its own, awaited or not. */
function isStatement({ text, tree, language: { syntax } }: SourceFile, call: Range): boolean {
  const statement = pathTo(tree.root, call).findLast((node) => syntax.is(node, 'expressionStatement'))
  if (statement === undefined) return false
  return /^(?:await\s+)?$/.test(text.slice(statement.start, call.start)) && /^\s*;?$/.test(text.slice(call.end, statement.end))
}

function importedCalls({ before, after }: Trees, path: string, module: string, name: string): Calls {
  const isIt = (project: Trees['after'], file: SourceFile, { callee }: ExpressionOf<'call'>): boolean => {
    const found = resolveExpression(project, file, callee)
    return found.kind === 'symbol' && found.file === module && found.name === name
  }
  return callsOf(path, { before, after }, isIt)
}

/** Calls of a method by its name, outside of the file that declares it. */
function memberCalls(trees: Trees, path: string, name: string, own: string): Calls {
  if (path === own) return { before: 0, after: [] }
  return callsOf(path, trees, (_, __, { callee }) => callee.kind === 'member' && callee.name === name)
}

function callsOf(
  path: string,
  { before, after }: Pick<Trees, 'before' | 'after'>,
  isIt: (project: Trees['after'], file: SourceFile, call: ExpressionOf<'call'>) => boolean,
): Calls {
  const [was, is] = [before.file(path), after.file(path)]
  const found = (project: Trees['after'], file: SourceFile | null) =>
    file === null ? [] : file.bindings().calls.filter((call) => isIt(project, file, call))
  return { before: found(before, was).length, after: is === null ? [] : found(after, is).map((call) => ({ file: is, call })) }
}
