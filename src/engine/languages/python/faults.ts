import type { Faults } from '../facets/faults.ts'
import { fieldOf, fieldsOf, namedChildren } from '../syntax.ts'
import type { Range, SyntaxNode } from '../syntax-tree.ts'
import { pythonSyntax } from './syntax.ts'

const { is, call } = pythonSyntax

const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['==', '!='],
  ['!=', '=='],
  ['<', '>='],
  ['>=', '<'],
  ['>', '<='],
  ['<=', '>'],
  ['in', 'not in'],
  ['not in', 'in'],
  ['is', 'is not'],
  ['is not', 'is'],
])

const OTHER_ERROR: ReadonlyMap<string, string> = new Map([
  ['ValueError', 'TypeError'],
  ['TypeError', 'ValueError'],
  ['KeyError', 'IndexError'],
  ['IndexError', 'KeyError'],
  ['AttributeError', 'KeyError'],
])

const INERT =
  /^(import_statement|import_from_statement|future_import_statement|type|type_parameter|type_alias_statement|decorator|comment)$/
const DUNDER = /^__\w+__$/

export const pythonFaults: Faults = {
  emptyStatement: 'pass',
  nothing: 'None',
  booleans: ['True', 'False'],
  negated: (condition) => `not (${condition})`,
  oppositeOf: (operator) => OPPOSITE.get(operator) ?? null,
  thrownClass(statement) {
    const [thrown] = is(statement, 'throw') ? namedChildren(statement) : []
    return thrown === undefined ? null : (call(thrown)?.callee ?? null)
  },
  otherError: (name) => (/^[A-Z]/.test(name) ? (OTHER_ERROR.get(name) ?? 'RuntimeError') : null),
  conditionOf(node) {
    // `a if condition else b` names no fields
    if (is(node, 'conditional')) return namedChildren(node)[1]
    const condition = is(node, 'if') || node.type === 'elif_clause' ? fieldOf(node, 'condition') : undefined
    const isInBrackets = condition !== undefined && is(node, 'if') && is(condition, 'parentheses')
    return isInBrackets ? (namedChildren(condition)[0] ?? condition) : condition
  },
  branchesOf: (node) => ({ whenTrue: fieldOf(node, 'consequence'), whenFalse: fieldOf(node, 'alternative') }),
  operandOf: (node) => fieldOf(node, 'argument'),
  operatorsOf: (node) => node.children.filter(({ field }) => field === 'operator' || field === 'operators'),
  indexesOf: (node) => (is(node, 'subscript') ? fieldsOf(node, 'subscript').filter(({ named }) => named) : []),
  isInert: (node, parent, textOf) => INERT.test(node.type) || isText(node) || isModuleFact(node, textOf) || isKey(node, parent),
  switched: null,
  mayUnwrapUnder: (parent) => !/^(expression_statement|await|decorator|argument_list|delete_statement)$/.test(parent.type),
}

/** A docstring. */
function isText(node: SyntaxNode): boolean {
  return is(node, 'expressionStatement') && namedChildren(node).every((one) => is(one, 'string', 'concatenation'))
}

/** `__all__ = …`, `__version__ = …` and `if __name__ == …`. */
function isModuleFact(node: SyntaxNode, textOf: (range: Range) => string): boolean {
  const first = is(node, 'variable') ? node.children[0] : is(node, 'if') ? namedChildren(node)[0]?.children[0] : undefined
  return first !== undefined && DUNDER.test(textOf(first))
}

function isKey(node: SyntaxNode, parent: SyntaxNode): boolean {
  return is(node, 'string') && node.field === 'key' && is(parent, 'pair')
}
