import { Node, SyntaxKind } from 'ts-morph'
import type { CodeBaseProject } from './code-base-project.ts'
import { type PublicFunction, publicFunctions, usesOf } from './functions.ts'

type Summary = { readonly summary: string } | null

const WORDS: Readonly<Record<string, string>> = {
  must: 'has to',
  Invalid: 'Illegal',
  invalid: 'illegal',
  cannot: 'can not',
  missing: 'absent',
  expected: 'wanted',
  unknown: 'unrecognised',
  empty: 'blank',
  required: 'needed',
  requires: 'needs',
  not: 'never',
  too: 'far too',
  least: 'minimum of',
  greater: 'bigger',
  only: 'just',
  specified: 'given',
  between: 'within',
  out: 'outside',
  less: 'fewer',
  more: 'further',
}

export function messageChanged(base: CodeBaseProject): Summary {
  const texts = base.product.flatMap((file) => file.getDescendantsOfKind(SyntaxKind.StringLiteral))
  for (const literal of base.random.shuffled(texts)) {
    const old = literal.getLiteralText()
    const word = old.split(/\W+/).find((one) => Object.hasOwn(WORDS, one))
    const isSaid = literal.getFirstAncestor((node) => Node.isThrowStatement(node) || Node.isReturnStatement(node)) !== undefined
    if (word === undefined || !isSaid || old.length < 8 || !base.testText.includes(old)) continue
    const now = old.replace(word, WORDS[word] ?? word)
    literal.setLiteralValue(now)
    base.adaptDocs(old.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), now)
    return { summary: `Say "${now}" instead of "${old}"` }
  }
  return null
}

export function defaultChanged(base: CodeBaseProject): Summary {
  const parameters = publicFunctions(base).flatMap((one) => one.body.getParameters().map((parameter) => ({ name: one.name, parameter })))
  for (const { name, parameter } of parameters) {
    const value = parameter.getInitializer()
    const [old, now] = [value?.getText(), otherLiteral(value)]
    if (old === undefined || now === null || old === now) continue
    parameter.setInitializer(now)
    return { summary: `The default of \`${parameter.getName()}\` of \`${name}()\` is \`${now}\` instead of \`${old}\`` }
  }
  return null
}

/** A constant of a module, which its functions use. */
export function valueChanged(base: CodeBaseProject): Summary {
  const constants = base.product.flatMap((file) => file.getVariableDeclarations())
  for (const constant of base.random.shuffled(constants)) {
    const value = constant.getInitializer()
    const [name, old, now] = [constant.getName(), value?.getText(), otherLiteral(value)]
    if (old === undefined || now === null || old === now) continue
    constant.setInitializer(now)
    return { summary: `\`${name}\` is \`${now}\` instead of \`${old}\`` }
  }
  return null
}

function otherLiteral(value: Node | undefined): string | null {
  if (Node.isNumericLiteral(value)) return String(value.getLiteralValue() * 2 + 2)
  if (Node.isStringLiteral(value)) return `'${value.getLiteralText() === '' ? '-' : value.getLiteralText().toUpperCase()}'`
  if (Node.isTrueLiteral(value)) return 'false'
  return Node.isFalseLiteral(value) ? 'true' : null
}

export function exceptionChanged(base: CodeBaseProject): Summary {
  const thrown = base.product.flatMap((file) => file.getDescendantsOfKind(SyntaxKind.ThrowStatement))
  for (const statement of base.random.shuffled(thrown)) {
    const created = statement.getExpression()
    if (!Node.isNewExpression(created)) continue
    const old = created.getExpression().getText()
    if (!/^(TypeError|RangeError|Error)$/.test(old) || !new RegExp(`toThrow\\(${old}`).test(base.testText)) continue
    const now = old === 'RangeError' ? 'TypeError' : 'RangeError'
    created.getExpression().replaceWithText(now)
    return { summary: `Throw \`${now}\` instead of \`${old}\`` }
  }
  return null
}

export function returnShape(base: CodeBaseProject): Summary {
  for (const one of publicFunctions(base)) {
    const { calls, isPassedOn } = usesOf(one)
    const given = one.body.getDescendantsOfKind(SyntaxKind.ReturnStatement).map((statement) => statement.getExpression())
    const [value] = given
    if (calls.length > 0 || isPassedOn || given.length !== 1 || !Node.isArrayLiteralExpression(value)) continue
    const parts = value.getElements().map((element) => element.getText())
    if (parts.length !== 2) continue
    value.replaceWithText(`{ first: ${parts[0]}, second: ${parts[1]} }`)
    return { summary: `\`${one.name}()\` gives an object with \`first\` and \`second\` instead of an array` }
  }
  return null
}

export function removeFunction(base: CodeBaseProject): Summary {
  const unused = publicFunctions(base).find((one) => {
    const { calls, isPassedOn } = usesOf(one)
    return calls.length === 0 && !isPassedOn
  })
  return unused !== undefined && isRemoved(unused) ? { summary: `Remove \`${unused.name}\`` } : null
}

/** Takes the function away with all that hands it on; `false` where something would still ask for it. */
function isRemoved({ name, nameNode, body }: PublicFunction): boolean {
  const file = nameNode.getSourceFile()
  const declaration = nameNode.getParent()
  const isAlone = file
    .getExportSymbols()
    .flatMap((symbol) => (symbol.getAliasedSymbol() ?? symbol).getDeclarations())
    .every((each) => each === declaration)
  for (const reference of nameNode.findReferencesAsNodes()) if (!reference.wasForgotten()) removeMention(reference)
  if (isAlone) {
    const importers = file.getReferencingNodesInOtherSourceFiles()
    // a `require` is a use that stays
    if (!importers.every((node) => Node.isExportDeclaration(node) || Node.isImportDeclaration(node))) return false
    for (const node of importers) node.remove()
    file.delete()
    return true
  }
  if (Node.isFunctionDeclaration(body)) body.remove()
  else body.getFirstAncestorByKind(SyntaxKind.VariableStatement)?.remove()
  return file.getDescendantsOfKind(SyntaxKind.Identifier).every((left) => left.getText() !== name)
}

/** Imports and exports; what is left is the declaration itself. */
function removeMention(reference: Node): void {
  const parent = reference.getParent()
  if (Node.isExportAssignment(parent)) parent.remove()
  else if (Node.isExportSpecifier(parent)) {
    const declaration = parent.getExportDeclaration()
    if (declaration.getNamedExports().length === 1) declaration.remove()
    else parent.remove()
  } else if (Node.isImportSpecifier(parent) && parent.getImportDeclaration().getNamedImports().length > 1) parent.remove()
  else if (Node.isImportSpecifier(parent) || Node.isImportClause(parent))
    parent.getFirstAncestorByKind(SyntaxKind.ImportDeclaration)?.remove()
}
