import type { Declaration, SyntaxNode } from '../../languages/language.ts'
import { fieldOf, rangeOf } from '../../languages/syntax.ts'
import type { SourceFile } from './project.ts'

const FUNCTION = /^(function_definition|function_declaration|generator_function_declaration|function_expression|arrow_function)$/
const NAMED = /^(function_definition|function_declaration|generator_function_declaration|method_definition)$/
/** `name: function`, `x.name = function`, `const name = function`. */
const HOLDER = /^(pair|assignment_expression|variable_declarator)$/

/**
 * Functions that nothing can import: inside of other functions, and as values in objects. Nobody's contract, but what they became
 * helps to tell a rename from a removal. The container of one in an object is the name of that object.
 */
export function innerCallables(file: SourceFile): readonly Declaration[] {
  const declared = new Set(file.declarations().map(({ start }) => start))
  const found: Declaration[] = []
  collect(file.tree.root, null)
  return found

  function collect(node: SyntaxNode, holder: string | null): void {
    const { name, value } = named(node)
    const isHeld = node.type === 'pair' || node.type === 'method_definition'
    if (name !== undefined && value !== undefined && isCallable(value) && !declared.has(node.start))
      found.push(inner(file, node, value, name, isHeld ? holder : null))
    const held = value?.type === 'object' && name !== undefined ? file.text.slice(name.start, name.end) : undefined
    const next = held ?? (value === undefined ? holder : null)
    for (const child of node.children) collect(child, next)
  }
}

/** Whether a function is a value of an object, and none that stands for itself. */
export function isHeld({ node }: Declaration): boolean {
  return /^(pair|method_definition|assignment_expression)$/.test(node.type)
}

/** The name that a node gives to a value; a definition is its own. */
function named(node: SyntaxNode): { readonly name: SyntaxNode | undefined; readonly value: SyntaxNode | undefined } {
  if (NAMED.test(node.type)) return { name: fieldOf(node, 'name'), value: node }
  return HOLDER.test(node.type)
    ? { name: nameOf(node), value: fieldOf(node, 'value') ?? fieldOf(node, 'right') }
    : { name: undefined, value: undefined }
}

function isCallable({ type }: SyntaxNode): boolean {
  return NAMED.test(type) || FUNCTION.test(type)
}

function nameOf(node: SyntaxNode): SyntaxNode | undefined {
  const left = fieldOf(node, 'key') ?? fieldOf(node, 'name') ?? fieldOf(node, 'left')
  return left === undefined ? undefined : (fieldOf(left, 'property') ?? (/identifier$/.test(left.type) ? left : undefined))
}

function inner(file: SourceFile, node: SyntaxNode, callable: SyntaxNode, nameNode: SyntaxNode, holder: string | null): Declaration {
  const name = file.text.slice(nameNode.start, nameNode.end)
  const body = fieldOf(callable, 'body')
  return {
    kind: 'function',
    name,
    qualifiedName: name,
    container: holder,
    nameRange: rangeOf(nameNode),
    line: nameNode.line,
    firstLine: node.line,
    start: node.start,
    end: node.end,
    parameters: file.language.parametersOf(file.tree, callable),
    isAsync: false,
    isProperty: false,
    isStatic: false,
    decorators: [],
    bases: [],
    exported: false,
    body: body === undefined ? null : rangeOf(body),
    node,
  }
}
