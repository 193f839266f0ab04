import type { Faults } from '../facets/faults.ts'
import { fieldOf, fieldsOf, namedChildren } from '../syntax.ts'
import type { Range, SyntaxNode } from '../syntax-tree.ts'
import { mutantSwitch } from './mutant-switch.ts'
import { scriptSyntax } from './syntax.ts'

const { is, call } = scriptSyntax

// `in` has no opposite of its own
const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['==', '!='],
  ['!=', '=='],
  ['===', '!=='],
  ['!==', '==='],
  ['<', '>='],
  ['>=', '<'],
  ['>', '<='],
  ['<=', '>'],
])

const INERT =
  /^(import_statement|export_clause|type_annotation|type_arguments|type_parameters?|type_alias_declaration|interface_declaration|ambient_declaration|decorator|comment)$/

export const scriptFaults: Faults = {
  emptyStatement: ';',
  nothing: 'undefined',
  booleans: ['true', 'false'],
  negated: (condition) => `!(${condition})`,
  oppositeOf: (operator) => OPPOSITE.get(operator) ?? null,
  thrownClass(statement) {
    const [thrown] = is(statement, 'throw') ? namedChildren(statement) : []
    return thrown === undefined || !is(thrown, 'construction') ? null : (call(thrown)?.callee ?? null)
  },
  otherError: (name) => (name === 'RangeError' ? 'TypeError' : 'RangeError'),
  conditionOf(node) {
    const condition = is(node, 'if', 'conditional') ? fieldOf(node, 'condition') : undefined
    // the brackets of an `if` belong to it
    return condition !== undefined && is(node, 'if') && is(condition, 'parentheses')
      ? (namedChildren(condition)[0] ?? condition)
      : condition
  },
  branchesOf: (node) => ({ whenTrue: fieldOf(node, 'consequence'), whenFalse: fieldOf(node, 'alternative') }),
  operandOf: (node) => fieldOf(node, 'argument'),
  operatorsOf: (node) => node.children.filter(({ field }) => field === 'operator' || field === 'operators'),
  indexesOf: (node) => (is(node, 'subscript') ? fieldsOf(node, 'index').filter(({ named }) => named) : []),
  isInert: (node, parent, textOf) => INERT.test(node.type) || isDirective(node) || isName(node, parent, textOf),
  switched: mutantSwitch,
  mayUnwrapUnder: (parent) => !/^(expression_statement|await_expression|decorator|class_heritage)$/.test(parent.type),
}

/** 'use strict' and its like. */
function isDirective(node: SyntaxNode): boolean {
  return is(node, 'expressionStatement') && namedChildren(node).every((one) => is(one, 'string'))
}

/** What names a property or a module. */
function isName(node: SyntaxNode, parent: SyntaxNode, textOf: (range: Range) => string): boolean {
  if (is(node, 'string')) return node.field === 'key' && is(parent, 'pair')
  const callee = is(node, 'call') ? fieldOf(node, 'function') : undefined
  return callee !== undefined && /^(require|import)$/.test(textOf(callee))
}
