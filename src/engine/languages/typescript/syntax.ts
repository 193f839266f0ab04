import { type IsKind, kindTest, type NodeTypes } from '../facets/node-kinds.ts'
import { docstringTest, type ItemKey, type NameRole, type SyntaxFacts } from '../facets/syntax-facts.ts'
import { childOf, fieldOf, namedChildren } from '../syntax.ts'
import type { SyntaxNode } from '../syntax-tree.ts'
import { scriptOptionParameters } from './option-parameters.ts'

const types: NodeTypes = {
  comment: ['comment', 'html_comment'],
  name: ['identifier'],
  identifier: [
    'identifier',
    'type_identifier',
    'property_identifier',
    'private_property_identifier',
    'shorthand_property_identifier',
    'shorthand_property_identifier_pattern',
  ],
  property: ['property_identifier'],
  shorthand: ['shorthand_property_identifier'],
  shorthandPattern: ['shorthand_property_identifier_pattern'],
  member: ['member_expression'],
  subscript: ['subscript_expression'],
  slice: [],
  call: ['call_expression'],
  construction: ['new_expression'],
  arguments: ['arguments'],
  keywordArgument: [],
  listSpread: ['spread_element'],
  mapSpread: [],
  string: ['string'],
  template: ['template_string'],
  concatenation: [],
  fragment: ['string_fragment'],
  hole: ['template_substitution'],
  number: ['number'],
  boolean: ['true', 'false'],
  null: ['null'],
  undefined: ['undefined'],
  regex: ['regex'],
  list: ['array'],
  set: [],
  object: ['object'],
  pair: ['pair'],
  severalValues: ['array'],
  comprehension: [],
  generator: ['generator_function'],
  parentheses: ['parenthesized_expression'],
  cast: ['as_expression', 'satisfies_expression', 'non_null_expression'],
  await: ['await_expression'],
  conditional: ['ternary_expression'],
  comparison: ['binary_expression'],
  logic: ['binary_expression'],
  binary: ['binary_expression'],
  augmentedAssignment: ['augmented_assignment_expression'],
  not: [],
  unary: ['unary_expression'],
  function: [
    'function_declaration',
    'generator_function_declaration',
    'function_expression',
    'generator_function',
    'arrow_function',
    'method_definition',
  ],
  namedFunction: ['function_declaration', 'generator_function_declaration', 'method_definition'],
  arrow: ['arrow_function'],
  method: ['method_definition'],
  class: ['class_declaration', 'abstract_class_declaration', 'class'],
  defaultValue: ['required_parameter', 'optional_parameter', 'assignment_pattern', 'object_assignment_pattern'],
  block: ['statement_block'],
  expressionStatement: ['expression_statement'],
  variable: ['variable_declarator'],
  reassignment: ['assignment_expression'],
  if: ['if_statement'],
  alternative: ['else_clause'],
  try: ['try_statement'],
  case: ['switch_case'],
  return: ['return_statement'],
  throw: ['throw_statement'],
  break: ['break_statement'],
  continue: ['continue_statement'],
  import: ['import_statement'],
  importWord: ['import'],
}

const is: IsKind = kindTest(types)

export const scriptSyntax: SyntaxFacts = {
  types,
  is,
  call(node) {
    if (!is(node, 'call', 'construction')) return null
    const callee = fieldOf(node, 'function') ?? fieldOf(node, 'constructor')
    if (callee === undefined) return null
    const list = fieldOf(node, 'arguments')
    // a template after a name is its one argument
    const given = list === undefined ? [] : is(list, 'arguments') ? namedChildren(list) : [list]
    return { callee, list, arguments: given }
  },
  calleeName: (callee) => fieldOf(callee, 'property') ?? (callee.children.length === 0 ? callee : null),
  keyword: () => null,
  member(node) {
    const [object, name] = is(node, 'member') ? [fieldOf(node, 'object'), fieldOf(node, 'property')] : []
    return object === undefined || name === undefined ? null : { object, name }
  },
  roleOf,
  itemKey,
  pair: (node) => (is(node, 'pair') ? { key: fieldOf(node, 'key'), value: fieldOf(node, 'value') } : null),
  assignedValue: (node) => fieldOf(node, 'right') ?? fieldOf(node, 'value'),
  targetOf: (node) => fieldOf(node, 'name') ?? fieldOf(node, 'left'),
  bodyOf: (node) => fieldOf(node, 'body'),
  parametersOf: (callable) => fieldOf(callable, 'parameters'),
  resultTypeOf: (callable) => fieldOf(callable, 'return_type'),
  typeOf: (node) => fieldOf(node, 'type'),
  isAsync: (callable) => childOf(callable, 'async') !== undefined,
  importsModule: (statement) =>
    is(statement, 'import') || (statement.type === 'export_statement' && fieldOf(statement, 'source') !== undefined),
  isDocstring: docstringTest(is),
  namedValue(node) {
    if (is(node, 'namedFunction')) return { name: fieldOf(node, 'name'), value: node }
    const value = is(node, 'pair', 'reassignment', 'variable') ? (fieldOf(node, 'value') ?? fieldOf(node, 'right')) : undefined
    return value === undefined ? null : { name: heldName(node), value }
  },
  classOptions: () => [],
  optionParameters: scriptOptionParameters,
}

function roleOf(name: SyntaxNode, parent: SyntaxNode | null): NameRole {
  if (is(name, 'shorthand')) return 'literalKey'
  if (is(name, 'shorthandPattern')) return 'patternKey'
  if (parent === null) return 'plain'
  if (name.field === 'property' && is(parent, 'member')) return 'member'
  if (name.field !== 'key') return 'plain'
  return is(parent, 'pair') ? 'literalKey' : parent.type === 'pair_pattern' ? 'patternKey' : 'plain'
}

function itemKey(item: SyntaxNode): ItemKey | null {
  if (is(item, 'shorthand')) return { item: 'shorthand', name: item }
  const kind = is(item, 'pair') ? 'pair' : is(item, 'method') ? 'method' : null
  const key = fieldOf(item, kind === 'pair' ? 'key' : 'name')
  if (kind === null || key === undefined) return null
  const name = is(key, 'string') ? childOf(key, 'string_fragment') : is(key, 'property') ? key : undefined
  return name === undefined ? null : { item: kind, name }
}

/** `name: …`, `x.name = …`, `const name = …`. */
function heldName(node: SyntaxNode): SyntaxNode | undefined {
  const left = fieldOf(node, 'key') ?? fieldOf(node, 'name') ?? fieldOf(node, 'left')
  return left === undefined ? undefined : (fieldOf(left, 'property') ?? (/identifier$/.test(left.type) ? left : undefined))
}
