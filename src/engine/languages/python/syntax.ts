import { type IsKind, kindTest, type NodeTypes } from '../facets/node-kinds.ts'
import { docstringTest, type NameRole, type SyntaxFacts } from '../facets/syntax-facts.ts'
import { childOf, fieldOf, namedChildren } from '../syntax.ts'
import type { SyntaxNode } from '../syntax-tree.ts'

const types: NodeTypes = {
  comment: ['comment'],
  name: ['identifier'],
  identifier: ['identifier'],
  property: [],
  shorthand: [],
  shorthandPattern: [],
  member: ['attribute'],
  subscript: ['subscript'],
  slice: ['slice'],
  call: ['call'],
  construction: [],
  arguments: ['argument_list'],
  keywordArgument: ['keyword_argument'],
  listSpread: ['list_splat'],
  mapSpread: ['dictionary_splat'],
  string: ['string'],
  template: [],
  concatenation: ['concatenated_string'],
  fragment: ['string_content'],
  hole: ['interpolation'],
  number: ['integer', 'float'],
  boolean: ['true', 'false'],
  null: ['none'],
  undefined: [],
  regex: [],
  list: ['list'],
  set: ['set'],
  object: ['dictionary'],
  pair: ['pair'],
  severalValues: ['tuple', 'expression_list'],
  comprehension: ['list_comprehension', 'generator_expression'],
  generator: ['generator_expression'],
  parentheses: ['parenthesized_expression'],
  cast: [],
  await: ['await'],
  conditional: ['conditional_expression'],
  comparison: ['comparison_operator'],
  logic: ['boolean_operator'],
  binary: ['binary_operator'],
  augmentedAssignment: ['augmented_assignment'],
  not: ['not_operator'],
  unary: ['unary_operator'],
  function: ['function_definition', 'lambda'],
  namedFunction: ['function_definition'],
  arrow: [],
  method: [],
  class: ['class_definition'],
  defaultValue: ['default_parameter', 'typed_default_parameter'],
  block: ['block'],
  expressionStatement: ['expression_statement'],
  variable: ['assignment'],
  reassignment: [],
  if: ['if_statement'],
  alternative: ['else_clause', 'elif_clause'],
  try: ['try_statement'],
  case: ['case_pattern'],
  return: ['return_statement'],
  throw: ['raise_statement'],
  break: ['break_statement'],
  continue: ['continue_statement'],
  import: ['import_statement', 'import_from_statement'],
  importWord: [],
}

const is: IsKind = kindTest(types)

export const pythonSyntax: SyntaxFacts = {
  types,
  is,
  call(node) {
    const callee = is(node, 'call') ? fieldOf(node, 'function') : undefined
    if (callee === undefined) return null
    const list = fieldOf(node, 'arguments')
    // f(x for x in y)
    const given = list === undefined ? [] : is(list, 'arguments') ? namedChildren(list) : [list]
    return { callee, list, arguments: given }
  },
  calleeName: (callee) => fieldOf(callee, 'attribute') ?? (callee.children.length === 0 ? callee : null),
  keyword: (argument) => (is(argument, 'keywordArgument') ? { name: fieldOf(argument, 'name'), value: fieldOf(argument, 'value') } : null),
  member(node) {
    const [object, name] = is(node, 'member') ? [fieldOf(node, 'object'), fieldOf(node, 'attribute')] : []
    return object === undefined || name === undefined ? null : { object, name }
  },
  roleOf,
  itemKey(item) {
    const key = is(item, 'pair') ? fieldOf(item, 'key') : undefined
    const text = key === undefined || !is(key, 'string') ? undefined : childOf(key, 'string_content')
    return text === undefined ? null : { item: 'pair', name: text }
  },
  pair: (node) => (is(node, 'pair') ? { key: fieldOf(node, 'key'), value: fieldOf(node, 'value') } : null),
  assignedValue: (node) => fieldOf(node, 'right') ?? fieldOf(node, 'value'),
  targetOf: (node) => fieldOf(node, 'left'),
  bodyOf: (node) => fieldOf(node, 'body'),
  parametersOf: (callable) => fieldOf(callable, 'parameters'),
  resultTypeOf: (callable) => fieldOf(callable, 'return_type'),
  typeOf: (node) => fieldOf(node, 'type'),
  isAsync: (callable) => childOf(callable, 'async') !== undefined,
  importsModule: (statement) => is(statement, 'import'),
  isDocstring: docstringTest(is),
  namedValue: (node) => (is(node, 'namedFunction') ? { name: fieldOf(node, 'name'), value: node } : null),
  classOptions(node) {
    const body = is(node, 'class') ? fieldOf(node, 'body') : undefined
    return (body === undefined ? [] : namedChildren(body)).flatMap((statement) => {
      const [only] = is(statement, 'expressionStatement') ? namedChildren(statement) : [statement]
      return only !== undefined && is(only, 'variable') ? (fieldOf(only, 'left') ?? []) : []
    })
  },
  optionParameters: () => null,
}

function roleOf(name: SyntaxNode, parent: SyntaxNode | null): NameRole {
  if (parent === null) return 'plain'
  if (name.field === 'attribute' && is(parent, 'member')) return 'member'
  if (name.field === 'name' && is(parent, 'keywordArgument')) return 'keyword'
  if (name.field === 'key' && is(parent, 'pair')) return 'literalKey'
  return parent.type === 'keyword_pattern' && parent.children[0] === name ? 'classPatternKey' : 'plain'
}
