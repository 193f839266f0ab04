import type { Assertion, Assertions } from '../facets/assertions.ts'
import { visitWithStatement } from '../statements.ts'
import { textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { ASSERT_FUNCTIONS, EXPECT_MATCHERS } from './matchers.ts'
import { scriptSyntax } from './syntax.ts'

const { is, call, member } = scriptSyntax

/** `assert`, `assert.strict` and what is called on them. */
const ASSERT = /^assert(?:\.strict)?(?:\.(\w+))?$/
const EXPECT = /^expect(?:\.soft|\.poll)?$/
/** Chai's `deep` makes what follows compare by value. */
const DEEP = /^(?:deep|eql)$/

/** `expect(…)` with a matcher, of Jest, Vitest and Chai; the functions of Node's `assert`. */
export const scriptAssertions: Assertions = {
  messageKeyword: null,
  find(tree) {
    const found: Assertion[] = []
    visitWithStatement(tree.root, is, (node, statement) => {
      const assertion = is(node, 'call', 'member') ? (expectation(tree, node, statement) ?? assertCall(tree, node, statement)) : null
      if (assertion !== null) found.push(assertion)
      return assertion === null
    })
    return found
  },
}

type Chain = { readonly actual: SyntaxNode | null; readonly names: readonly string[] }

/** The words after `expect(…)`, in their order; `null` if the node is not such a chain. */
function chainOf(tree: SyntaxTree, node: SyntaxNode): Chain | null {
  const parts = is(node, 'call') ? call(node) : null
  if (parts !== null && EXPECT.test(textOf(tree, parts.callee))) return { actual: parts.arguments[0] ?? null, names: [] }
  const step = member(node)
  // a language chain may have calls in its middle: `expect(x).to.be.a('string').that.equals('y')`
  const before = step === null ? (parts === null ? null : chainOf(tree, parts.callee)) : chainOf(tree, step.object)
  return before === null || step === null ? before : { actual: before.actual, names: [...before.names, textOf(tree, step.name)] }
}

function expectation(tree: SyntaxTree, node: SyntaxNode, statement: SyntaxNode): Assertion | null {
  const parts = is(node, 'call') ? call(node) : null
  const chain = chainOf(tree, parts?.callee ?? node)
  const matcher = chain?.names.at(-1)
  if (chain === null || matcher === undefined) return null
  const known = EXPECT_MATCHERS.get(matcher) ?? { relation: 'other' as const, isNegated: false, takes: 1 as const }
  const isDeep = chain.names.some((name) => DEEP.test(name))
  return {
    relation: known.relation === 'same' && known.takes === 1 && isDeep ? 'equal' : known.relation,
    matcher,
    isNegated: chain.names.includes('not') !== known.isNegated,
    actual: chain.actual,
    expected: known.takes === 0 ? null : (parts?.arguments[0] ?? null),
    statement,
  }
}

function assertCall(tree: SyntaxTree, node: SyntaxNode, statement: SyntaxNode): Assertion | null {
  const parts = is(node, 'call') ? call(node) : null
  const written = parts === null ? null : ASSERT.exec(textOf(tree, parts.callee))
  if (parts === null || written === null) return null
  const matcher = written[1] ?? 'assert'
  const known = ASSERT_FUNCTIONS.get(matcher)
  const [actual = null, expected = null] = parts.arguments
  if (known === undefined || actual === null) return null
  return { relation: known.relation, matcher, isNegated: known.isNegated, actual, expected: known.takes === 0 ? null : expected, statement }
}
