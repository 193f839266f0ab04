import type { Expression, Range, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf, visit } from '../../languages/syntax.ts'
import { findFixture } from '../resolve/find-fixture.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'

/** One member that a test gives to an object of its own: its name, and where that is written. */
export type GivenMember = Range & { readonly name: string }

/**
 * An object of a test that stands in for one of the product: a class, an object literal, a call that makes one from keywords, or a mock.
 * `real` is the class for which the test says that it stands, where it says so; `elsewhere`: one that is none of the repository's. `open`: it may have members beside these.
 */
export type StandIn = {
  readonly kind: 'class' | 'object' | 'keywords' | 'mock'
  readonly range: Range
  readonly members: readonly GivenMember[]
  readonly real: SymbolRef | 'elsewhere' | null
  readonly open: boolean
}

/** Calls that make an object from keywords, and those that make a mock. */
const FROM_KEYWORDS = /^(?:SimpleNamespace|Mock|MagicMock|AsyncMock|NonCallableMock|NonCallableMagicMock|stub)$/
const MOCK = /^(?:Mock|MagicMock|AsyncMock|NonCallableMock|NonCallableMagicMock|create_autospec)$/
/** Keywords and members of a mock itself. */
const OF_MOCK =
  /^(?:spec|spec_set|name|wraps|new|unsafe|return_value|side_effect|called|call_count|call_args|call_args_list|mock_calls|method_calls|await_count|await_args|await_args_list|reset_mock|configure_mock|mock_add_spec|attach_mock|assert_\w+)$/

/** Every object of a test file that may stand in for one of the product. */
export function standIns(file: SourceFile, project: Project): readonly StandIn[] {
  return [...classes(file, project), ...literals(file), ...keywords(file, project), ...mocks(file, project)]
}

function classes(file: SourceFile, project: Project): readonly StandIn[] {
  return file.declarations().flatMap((declaration): readonly StandIn[] => {
    if (declaration.kind !== 'class') return []
    const bases = file.bindings().bases.get(declaration.qualifiedName) ?? []
    // what inherits from a class of the product is followed as one of it
    if (bases.some((base) => resolveExpression(project, file, base).kind === 'symbol')) return []
    const own = file.declarations().filter(({ container, kind }) => container === declaration.qualifiedName && kind === 'method')
    const members = own.filter(({ name }) => !name.startsWith('_') && name !== 'constructor')
    return [{ kind: 'class', range: declaration, members: members.map(named), real: null, open: bases.length > 0 }]
  })
}

function named({ name, nameRange }: { readonly name: string; readonly nameRange: Range }): GivenMember {
  return { name, start: nameRange.start, end: nameRange.end }
}

/** Object literals of which every key is given a function. */
function literals({ tree, language: { syntax } }: SourceFile): readonly StandIn[] {
  const found: StandIn[] = []
  visit(tree.root, (node) => {
    if (!syntax.is(node, 'object')) return true
    const items = namedChildren(node)
    const members = items.flatMap((item) => {
      const key = syntax.itemKey(item)
      const isCallable = key?.item === 'method' || (key?.item === 'pair' && isFunction(syntax.pair(item)?.value))
      return key === null || !isCallable ? [] : [{ name: textOf(tree, key.name), start: key.name.start, end: key.name.end }]
    })
    const isWhole = members.length === items.length && members.length > 0
    if (isWhole) found.push({ kind: 'object', range: node, members, real: null, open: false })
    return true
  })
  return found

  function isFunction(value: SyntaxNode | undefined): boolean {
    if (value === undefined) return false
    // `vi.fn().mockReturnValue(1)`
    return syntax.is(value, 'function', 'arrow') || (syntax.is(value, 'call') && /\bfn\(/.test(textOf(tree, value)))
  }
}

function calleeName(callee: Expression): string {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : ''
}

function keywords(file: SourceFile, project: Project): readonly StandIn[] {
  return file.bindings().calls.flatMap((call): readonly StandIn[] => {
    if (!FROM_KEYWORDS.test(calleeName(call.callee))) return []
    const members = call.arguments.flatMap(({ keyword }) =>
      keyword === null || OF_MOCK.test(keyword.name) ? [] : [{ name: keyword.name, ...keyword.range }],
    )
    const isMock = MOCK.test(calleeName(call.callee))
    return members.length === 0 ? [] : [{ kind: 'keywords', range: call, members, real: specOf(file, call, project), open: isMock }]
  })
}

/** Variables and fixtures that hold a mock, each with every member that the file reads from it. */
function mocks(file: SourceFile, project: Project): readonly StandIn[] {
  const byMock = new Map<Expression, GivenMember[]>()
  for (const { object, name, nameRange } of file.bindings().memberAccesses) {
    const mock = OF_MOCK.test(name) ? null : mockOf(file, object, project)
    if (mock !== null) byMock.set(mock, [...(byMock.get(mock) ?? []), { name, ...nameRange }])
  }
  return [...byMock].map(([mock, members]) => ({ kind: 'mock', range: mock, members, real: specOf(file, mock, project), open: true }))
}

/** The call that made the mock which a name holds. */
export function mockOf(file: SourceFile, expression: Expression, project: Project): Expression | null {
  if (expression.kind !== 'name') return null
  const { binding } = expression
  const fixture = binding?.kind === 'parameter' && binding.injected ? findFixture(project, file, expression.name) : null
  // a fixture of another file is another file's mock: its members are written there
  const values =
    fixture?.file === file.path ? file.bindings().results.get(fixture.name)?.values : binding?.kind === 'variable' ? binding.values : []
  const [only, ...others] = values ?? []
  if (only === undefined || others.length > 0) return null
  if (only.kind === 'name') return only === expression ? null : mockOf(file, only, project)
  return only.kind === 'call' && MOCK.test(calleeName(only.callee)) ? only : null
}

/** The class that a mock is made after: `Mock(spec=Client)`, `create_autospec(Client)`. */
export function specOf(file: SourceFile, mock: Expression, project: Project): StandIn['real'] {
  if (mock.kind !== 'call') return null
  const isAutomatic = calleeName(mock.callee) === 'create_autospec'
  const given = mock.arguments.find(({ keyword }, index) =>
    keyword === null ? index === 0 : keyword.name === 'spec' || keyword.name === 'spec_set',
  )
  const isFirst = given?.keyword === null
  if (given === undefined || (isFirst && !isAutomatic && !/^(?:Mock|MagicMock|AsyncMock)$/.test(calleeName(mock.callee)))) return null
  const found = resolveExpression(project, file, given.value)
  return found.kind === 'symbol' ? found : 'elsewhere'
}
