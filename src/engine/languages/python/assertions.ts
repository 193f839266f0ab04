import type { Assertion, Assertions, Relation } from '../facets/assertions.ts'
import { visitWithStatement } from '../statements.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { pythonLiterals } from './literals.ts'
import { pythonSyntax } from './syntax.ts'
import { UNITTEST_METHODS } from './unittest-methods.ts'

const { is, call, calleeName, keyword, member } = pythonSyntax

const OPERATORS: ReadonlyMap<string, { readonly relation: Relation; readonly isNegated: boolean }> = new Map([
  ['==', { relation: 'equal', isNegated: false }],
  ['!=', { relation: 'equal', isNegated: true }],
  ['is', { relation: 'same', isNegated: false }],
  ['is not', { relation: 'same', isNegated: true }],
  ['in', { relation: 'contains', isNegated: false }],
  ['not in', { relation: 'contains', isNegated: true }],
  ['<', { relation: 'ordered', isNegated: false }],
  ['<=', { relation: 'ordered', isNegated: false }],
  ['>', { relation: 'ordered', isNegated: false }],
  ['>=', { relation: 'ordered', isNegated: false }],
])
/** What a block or a call has to raise, in pytest and unittest. */
const RAISES = /^(?:pytest\.)?(?:raises|warns|deprecated_call)$/

/** What a mock demands of its calls. */
const OF_MOCKS =
  /^assert_(?:(?:not_)?(?:called|awaited)|(?:called|awaited)_(?:once|with|once_with)|any_(?:call|await)|has_(?:calls|awaits))$/

/** `assert`, the methods of unittest and of mocks, `pytest.raises` and its like. */
export const pythonAssertions: Assertions = {
  messageKeyword: 'match',
  find(tree) {
    const found: Assertion[] = []
    visitWithStatement(tree.root, is, (node, statement) => {
      const [condition] = node.type === 'assert_statement' ? namedChildren(node) : []
      if (condition !== undefined) found.push(...demanded(tree, condition, statement, false))
      else if (is(node, 'call')) found.push(...calledAssertion(tree, node, statement))
      return condition === undefined
    })
    return found
  },
}

/** What a condition demands: each side of an `and` by itself. */
function demanded(tree: SyntaxTree, condition: SyntaxNode, statement: SyntaxNode, isNegated: boolean): readonly Assertion[] {
  const [inner, ...others] = namedChildren(condition)
  if (is(condition, 'parentheses') && inner !== undefined) return demanded(tree, inner, statement, isNegated)
  if (is(condition, 'not') && inner !== undefined) return demanded(tree, inner, statement, !isNegated)
  const operator = fieldOf(condition, 'operator')
  if (is(condition, 'logic') && operator !== undefined && textOf(tree, operator) === 'and' && !isNegated)
    return namedChildren(condition).flatMap((side) => demanded(tree, side, statement, false))
  const operators = condition.children.filter(({ field }) => field === 'operators')
  const [only, ...chained] = operators
  if (is(condition, 'comparison') && inner !== undefined && only !== undefined && chained.length === 0) {
    const matcher = textOf(tree, only).replace(/\s+/g, ' ')
    const known = OPERATORS.get(matcher)
    const [right] = others
    if (known !== undefined && right !== undefined) {
      const sides = sidesOf(tree, inner, right, known.relation)
      return [{ relation: known.relation, matcher, isNegated: known.isNegated !== isNegated, ...sides, statement }]
    }
  }
  const relation = is(condition, 'comparison') ? 'other' : 'holds'
  return [{ relation, matcher: 'assert', isNegated, actual: condition, expected: null, statement }]
}

/** Which side was expected: the literal where only one of them is; else the second, or of `in` the first. */
function sidesOf(tree: SyntaxTree, first: SyntaxNode, second: SyntaxNode, relation: Relation): Pick<Assertion, 'actual' | 'expected'> {
  const [isFirst, isSecond] = [first, second].map((side) => pythonLiterals.parse(tree, side) !== null)
  const isFirstExpected = isFirst === isSecond ? relation === 'contains' : isFirst === true
  return isFirstExpected ? { actual: second, expected: first } : { actual: first, expected: second }
}

function calledAssertion(tree: SyntaxTree, node: SyntaxNode, statement: SyntaxNode): readonly Assertion[] {
  const parts = call(node)
  if (parts === null) return []
  const nameNode = calleeName(parts.callee)
  const matcher = nameNode === null ? '' : textOf(tree, nameNode)
  const given = parts.arguments.filter((argument) => keyword(argument) === null)
  const [first = null, second = null] = given
  if (RAISES.test(textOf(tree, parts.callee)))
    return [{ relation: 'throws', matcher, isNegated: false, actual: second, expected: first, statement }]
  if (is(parts.callee, 'member') && OF_MOCKS.test(matcher)) {
    const actual = member(parts.callee)?.object ?? null
    return [{ relation: 'other', matcher, isNegated: /_not_/.test(matcher), actual, expected: parts.arguments[0] ?? null, statement }]
  }
  const method = is(parts.callee, 'member') ? UNITTEST_METHODS.get(matcher) : undefined
  if (method === undefined) return []
  const { relation, isNegated, takes } = method
  if (relation === 'throws') return [{ relation, matcher, isNegated, actual: second, expected: first, statement }]
  if (first === null || (takes === 2 && second === null)) return []
  const sides = takes === 1 || second === null ? { actual: first, expected: null } : sidesOf(tree, first, second, relation)
  return [{ relation, matcher, isNegated, ...sides, statement }]
}
