import type { ExpressionOf, Range, SyntaxNode } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { namedChildren, textOf } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { readsQuotedNames } from '../uses/patching-calls.ts'

/** A module that a test replaces: `vi.mock('./a', () => ({ … }))`. `holder` is what `mock` is called on. */
export type MockedModule = {
  readonly module: string
  readonly holder: string
  readonly object: SyntaxNode
  readonly keys: readonly string[]
  readonly range: Range
}

/** The replaced modules of a file whose factory gives an object of its own, whole: none of the real module is spread into it. */
export function mockedModules(file: SourceFile, project: Project): readonly MockedModule[] {
  return file.bindings().calls.flatMap((call) => mockedModule(file, call, project) ?? [])
}

function mockedModule(file: SourceFile, call: ExpressionOf<'call'>, project: Project): MockedModule | null {
  const [specifier, factory] = call.arguments.map((argument) => argument.value)
  const { callee } = call
  const isMock = callee.kind === 'member' && /^(?:mock|doMock)$/.test(callee.name) && readsQuotedNames(call)
  const result = factory?.kind === 'function' ? factory.result : null
  if (!isMock || specifier?.kind !== 'string' || result?.kind !== 'object') return null
  const module = project.resolve(specifier.value, file)
  const object = nodeAt(file.tree.root, result)
  const { syntax } = file.language
  const node = object !== null && syntax.is(object, 'parentheses') ? namedChildren(object)[0] : object
  if (module === null || node === null || node === undefined || !syntax.is(node, 'object')) return null
  const isWhole = namedChildren(node).every((item) => syntax.itemKey(item) !== null || syntax.is(item, 'shorthand'))
  if (!isWhole || result.keys.length === 0) return null
  return { module, holder: textOf(file.tree, callee.object), object: node, keys: result.keys.map(({ name }) => name), range: node }
}
