import type { Declaration, SyntaxNode } from '../../languages/language.ts'
import { rangeOf } from '../../languages/syntax.ts'
import type { SourceFile } from './project.ts'

/**
 * Functions that nothing can import: inside of other functions, and as values in objects. Nobody's contract, but what they became
 * helps to distinguish a rename from a removal. The container of one in an object is the name of that object.
 */
export function innerCallables(file: SourceFile): readonly Declaration[] {
  const declared = new Set(file.declarations().map(({ start }) => start))
  const found: Declaration[] = []
  collect(file.tree.root, null)
  return found

  function collect(node: SyntaxNode, holder: string | null): void {
    const { is, namedValue } = file.language.syntax
    const { name, value } = namedValue(node) ?? {}
    if (name !== undefined && value !== undefined && is(value, 'function') && !declared.has(node.start))
      found.push(inner(file, node, value, name, is(node, 'pair', 'method') ? holder : null))
    const held = value !== undefined && is(value, 'object') && name !== undefined ? file.text.slice(name.start, name.end) : undefined
    const next = held ?? (value === undefined ? holder : null)
    for (const child of node.children) collect(child, next)
  }
}

/** Whether a function is a property of an object, not a declaration of its own. */
export function isHeld({ language }: SourceFile, { node }: Declaration): boolean {
  return language.syntax.is(node, 'pair', 'method', 'reassignment')
}

function inner(file: SourceFile, node: SyntaxNode, callable: SyntaxNode, nameNode: SyntaxNode, holder: string | null): Declaration {
  const name = file.text.slice(nameNode.start, nameNode.end)
  const body = file.language.syntax.bodyOf(callable)
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
