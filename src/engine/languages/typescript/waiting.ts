import type { FunctionRole, Waiting } from '../facets/waiting.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { scriptSyntax } from './syntax.ts'

const RUN = /^(?:[fx]?(?:it|test|specify)|(?:before|after)(?:Each|All)?|setup|teardown|suiteSetup|suiteTeardown)$/
/** A test that is told when it is over waits for nothing else. */
const DONE = /^(?:done|cb|callback|next)$/

export const scriptWaiting: Waiting = {
  asyncAt(callable) {
    // `static get name()`: the word stands before the name, behind the modifiers
    const name = scriptSyntax.is(callable, 'method') ? fieldOf(callable, 'name') : undefined
    return (childOf(callable, '*') ?? name ?? callable).start
  },
  wholeOf: (path) => path.at(-1),
  promisedType: (type) => `Promise<${type}>`,
  roleOf,
  asyncTests: () => [],
  testForm: () => ({ kind: 'plain' }),
  needsBrackets(parent, child) {
    const { is, call } = scriptSyntax
    if (is(parent, 'call', 'construction')) return call(parent)?.callee === child
    const isBase = parent.type === 'binary_expression' && parent.children.some(({ type }) => type === '**')
    return is(parent, 'member', 'subscript', 'listSpread') || parent.type === 'non_null_expression' || isBase
  },
  runner: null,
}

function roleOf(tree: SyntaxTree, path: readonly SyntaxNode[]): FunctionRole {
  const [callable, call] = [path.at(-1), path.at(-3)]
  const parts = call === undefined ? null : scriptSyntax.call(call)
  if (callable === undefined) return 'other'
  if (parts?.arguments.includes(callable) === true) return roleInCall(tree, parts, callable)
  const parent = path.at(-2)
  const isHeld = parent !== undefined && scriptSyntax.is(parent, 'variable') && fieldOf(parent, 'name')?.type === 'identifier'
  return callable.type === 'function_declaration' || isHeld ? 'named' : 'other'
}

function roleInCall(
  tree: SyntaxTree,
  { callee, arguments: given }: { readonly callee: SyntaxNode; readonly arguments: readonly SyntaxNode[] },
  callable: SyntaxNode,
): FunctionRole {
  const words = textOf(tree, callee)
  const root = /^[\w$]+/.exec(words)?.[0] ?? ''
  const list = scriptSyntax.parametersOf(callable)
  const parameters = list === undefined ? callable.children.filter(({ field }) => field === 'parameter') : namedChildren(list)
  if (RUN.test(root)) {
    const [only] = parameters
    const isTable = /\.(?:each|for)\b/.test(words)
    return !isTable && only !== undefined && DONE.test(textOf(tree, only)) ? 'other' : 'runs'
  }
  if (words === 'expect' && given[0] === callable) return 'throws'
  return /\.forEach$/.test(words) && given.length === 1 && parameters.length === 1 ? 'each' : 'other'
}
