import { Node, type SourceFile, SyntaxKind } from 'ts-morph'
import type { CodeBaseProject } from './code-base-project.ts'
import { renameFunction, renameModule } from './naming.ts'

type Summary = { readonly summary: string } | null

/** A key of an object that a function gives back; whoever reads it follows, and so do names that are taken from it. */
export function renameKey(base: CodeBaseProject): Summary {
  const keys = base.product.flatMap((file) =>
    file.getDescendantsOfKind(SyntaxKind.ReturnStatement).flatMap((statement) => {
      const given = statement.getExpression()
      return Node.isObjectLiteralExpression(given) ? given.getProperties().flatMap(keyOf) : []
    }),
  )
  for (const key of base.random.shuffled([...new Set(keys)].sort())) {
    const now = `${key}${base.random.pick(['Value', 'Total'])}`
    if (!new RegExp(`\\b${key}\\b`).test(base.testText) || isTaken(base, now)) continue
    for (const file of base.project.getSourceFiles()) renameEverywhere(file, key, now)
    base.adaptDocs(key, now)
    return { summary: `The key \`${key}\` is now called \`${now}\`` }
  }
  return null
}

/** An option of the command line, as `parseArgs` takes it. */
export function renameOption(base: CodeBaseProject): Summary {
  const options = base.product.flatMap((file) => optionsOf(file).map((key) => ({ file, key })))
  for (const { file, key } of base.random.shuffled(options)) {
    const now = `${key}Value`
    if (!base.testText.includes(`'--${key}'`) || isTaken(base, now)) continue
    renameOptionIn(file, key, now)
    for (const other of base.project.getSourceFiles())
      for (const text of other.getDescendantsOfKind(SyntaxKind.StringLiteral))
        if (text.getLiteralText() === `--${key}`) text.setLiteralValue(`--${now}`)
    base.adaptDocs(`--${key}`, `--${now}`)
    return { summary: `The option \`--${key}\` is now called \`--${now}\`` }
  }
  return null
}

function optionsOf(file: SourceFile): readonly string[] {
  return file.getDescendantsOfKind(SyntaxKind.CallExpression).flatMap((call) => {
    const [given] = call.getExpression().getText() === 'parseArgs' ? call.getArguments() : []
    const property = Node.isObjectLiteralExpression(given) ? given.getProperty('options') : undefined
    const all = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
    return Node.isObjectLiteralExpression(all) ? all.getProperties().flatMap(keyOf) : []
  })
}

function renameOptionIn(file: SourceFile, key: string, now: string): void {
  for (const member of file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression))
    if (member.getExpression().getText() === 'values' && member.getName() === key) member.getNameNode().replaceWithText(now)
  for (const property of file.getDescendantsOfKind(SyntaxKind.PropertyAssignment))
    if (property.getName() === key && Node.isObjectLiteralExpression(property.getInitializer())) property.getNameNode().replaceWithText(now)
}

/** A module gets another name, and so does a function. */
export function renameModuleAndFunction(base: CodeBaseProject): Summary {
  const [said, then] = [renameModule(base), renameFunction(base)]
  return said === null || then === null
    ? null
    : { summary: `${said.summary}; ${then.summary.charAt(0).toLowerCase()}${then.summary.slice(1)}` }
}

function keyOf(property: Node): readonly string[] {
  const isNamed = Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)
  return isNamed && /^[a-z]\w{2,}$/i.test(property.getName()) ? [property.getName()] : []
}

function isTaken({ product, testText }: CodeBaseProject, name: string): boolean {
  const word = new RegExp(`\\b${name}\\b`)
  return word.test(testText) || product.some((file) => word.test(file.getFullText()))
}

function renameEverywhere(file: SourceFile, key: string, now: string): void {
  for (const node of file.getDescendantsOfKind(SyntaxKind.Identifier).toReversed())
    if (!node.wasForgotten() && node.getText() === key) node.replaceWithText(now)
}
