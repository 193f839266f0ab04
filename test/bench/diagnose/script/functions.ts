import { type ArrowFunction, type CallExpression, type FunctionDeclaration, type FunctionExpression, type Identifier, Node } from 'ts-morph'
import type { CodeBaseProject } from './code-base-project.ts'

/** A public function that the tests name, and how it is declared. */
export type PublicFunction = {
  readonly name: string
  readonly nameNode: Identifier
  readonly body: FunctionDeclaration | FunctionExpression | ArrowFunction
  readonly isDefault: boolean
}

/** In an order that the seed decides. */
export function publicFunctions({ product, testText, random }: CodeBaseProject): readonly PublicFunction[] {
  const found = product.flatMap((file) => {
    const defaultName = file.getDefaultExportSymbol()?.getAliasedSymbol()?.getName() ?? file.getDefaultExportSymbol()?.getName()
    const exported = new Set(file.getExportSymbols().map((symbol) => symbol.getName()))
    const isPublic = (name: string) => exported.has(name) || name === defaultName
    const declared = file.getFunctions().flatMap((body): PublicFunction[] => {
      const nameNode = body.getNameNode()
      if (nameNode === undefined || !(isPublic(nameNode.getText()) || body.isDefaultExport())) return []
      return [{ name: nameNode.getText(), nameNode, body, isDefault: !exported.has(nameNode.getText()) }]
    })
    const assigned = file.getVariableDeclarations().flatMap((variable): PublicFunction[] => {
      const [nameNode, body] = [variable.getNameNode(), variable.getInitializer()]
      if (!Node.isIdentifier(nameNode) || !(Node.isArrowFunction(body) || Node.isFunctionExpression(body))) return []
      return isPublic(nameNode.getText())
        ? [{ name: nameNode.getText(), nameNode, body, isDefault: !exported.has(nameNode.getText()) }]
        : []
    })
    return [...declared, ...assigned]
  })
  return random.shuffled(found.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(testText)))
}

/** Every call of a function, and whether it is used in another way too. */
export function usesOf({ nameNode, isDefault }: PublicFunction): {
  readonly calls: readonly CallExpression[]
  readonly isPassedOn: boolean
} {
  // importers of a default export give it a name of their own
  const imports = isDefault ? nameNode.getSourceFile().getReferencingNodesInOtherSourceFiles() : []
  const names = imports.flatMap((node) => (Node.isImportDeclaration(node) ? (node.getDefaultImport() ?? []) : []))
  const found = new Set([nameNode, ...names].flatMap((name) => name.findReferencesAsNodes()))
  const references = [...found].filter((node) => node !== nameNode && !isImportOrExport(node))
  const calls = references.flatMap((node) => {
    const parent = node.getParent()
    return Node.isCallExpression(parent) && parent.getExpression() === node ? [parent] : []
  })
  return { calls, isPassedOn: calls.length < references.length }
}

function isImportOrExport(node: Node): boolean {
  const parent = node.getParent()
  return (
    Node.isImportSpecifier(parent) ||
    Node.isImportClause(parent) ||
    Node.isExportSpecifier(parent) ||
    Node.isExportAssignment(parent) ||
    Node.isFunctionDeclaration(parent)
  )
}
