import { basename } from 'node:path'
import { Node, SyntaxKind } from 'ts-morph'
import type { Change } from '../change.ts'
import type { CodeBaseProject } from './code-base-project.ts'
import { publicFunctions } from './functions.ts'

const VERBS: Readonly<Record<string, string>> = {
  get: 'fetch',
  make: 'build',
  create: 'build',
  is: 'looks',
  find: 'locate',
  parse: 'read',
  format: 'render',
  to: 'as',
  add: 'append',
  sub: 'without',
  set: 'with',
  start: 'beginning',
  end: 'finish',
  difference: 'distance',
  each: 'every',
  apply: 'use',
  compute: 'work',
}

type Summary = { readonly summary: string } | null

function otherName({ random, product, testText }: CodeBaseProject, name: string): string | null {
  const verb = /^[a-z]+/.exec(name)?.[0] ?? ''
  const now =
    VERBS[verb] && name.length > verb.length
      ? VERBS[verb] + name.slice(verb.length)
      : /^[A-Z]/.test(name)
        ? `${name}Type`
        : `${name}${random.pick(['Of', 'Value', 'All'])}`
  const isTaken = new RegExp(`\\b${now}\\b`)
  return isTaken.test(testText) || product.some((file) => isTaken.test(file.getFullText())) ? null : now
}

export function renameFunction(base: CodeBaseProject): Summary {
  for (const one of publicFunctions(base)) {
    const now = otherName(base, one.name)
    if (now === null || one.isDefault) continue
    one.nameNode.rename(now)
    base.adaptDocs(one.name, now)
    return { summary: `Rename \`${one.name}\` to \`${now}\`` }
  }
  return null
}

/** What an index hands out under a name: `export { default as mean } from './mean.js'`. */
export function renameExport(base: CodeBaseProject): Summary {
  const specifiers = base.product.flatMap((file) => file.getExportDeclarations().flatMap((one) => one.getNamedExports()))
  for (const specifier of base.random.shuffled(specifiers)) {
    const name = specifier.getAliasNode()?.getText() ?? specifier.getName()
    if (!new RegExp(`import [^;\\n]*\\b${name}\\b[^;\\n]*from '[^']*index`).test(base.testText)) continue
    const now = otherName(base, name)
    if (now === null) continue
    const alias = specifier.getAliasNode()
    if (Node.isIdentifier(alias)) alias.rename(now)
    else specifier.setAlias(now)
    base.adaptDocs(name, now)
    return { summary: `Hand \`${name}\` out as \`${now}\`` }
  }
  return null
}

export function renameModule(base: CodeBaseProject): Summary {
  for (const file of base.random.shuffled(base.product)) {
    const stem = file.getBaseNameWithoutExtension()
    if (stem === 'index' || !new RegExp(`/${stem}(\\.\\w+)?['"]`).test(base.testText)) continue
    const now = base.random.chance(0.5) ? `${stem}-core` : `new-${stem}`
    file.move(`${now}${file.getExtension()}`)
    base.adaptDocs(`${stem}${file.getExtension()}`, basename(file.getFilePath()))
    return { summary: `Rename the module \`${stem}\` to \`${now}\`` }
  }
  return null
}

export function renameMember(base: CodeBaseProject): Summary {
  const members = base.product.flatMap((file) => [
    ...file.getDescendantsOfKind(SyntaxKind.MethodDeclaration),
    ...file.getDescendantsOfKind(SyntaxKind.PropertySignature),
    ...file.getDescendantsOfKind(SyntaxKind.ClassDeclaration),
  ])
  for (const member of base.random.shuffled(members)) {
    const nameNode = member.getNameNode()
    if (!Node.isIdentifier(nameNode) || !new RegExp(`\\b${nameNode.getText()}\\b`).test(base.testText)) continue
    const name = nameNode.getText()
    const now = otherName(base, name)
    if (now === null) continue
    nameNode.rename(now)
    base.adaptDocs(name, now)
    return { summary: `Rename \`${name}\` to \`${now}\`` }
  }
  return null
}

/** One of three ways of writing a commit message; the changelog has the line in most cases. */
export function sayIt(base: CodeBaseProject, summary: string): Change {
  if (base.random.chance(0.7)) base.sayInChangelog(summary)
  const messages = [
    summary,
    `${summary}\n\nCallers and the documentation follow.`,
    `refactor: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
  ]
  return { summary, message: base.random.pick(messages) ?? summary }
}
