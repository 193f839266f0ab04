import type { Declaration, Language, SyntaxNode } from '../../languages/language.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { type BodyToken, bodyTokens } from './body-tokens.ts'
import type { Counts } from './similarity.ts'
import { contextsOf } from './use-contexts.ts'

/** A declaration with the file that holds it. */
export type LocatedDeclaration = { readonly file: SourceFile; readonly declaration: Declaration }

/** All changed files of one tree, and what they say about who uses a name. */
export type DeclarationIndex = {
  readonly files: readonly SourceFile[]
  readonly project: Project
  /** Qualified names of the functions that mention a name. */
  callersOf(name: string): ReadonlySet<string>
  /** Surroundings of `.name` in all files. */
  memberContexts(name: string): Counts
  /** Surroundings of a key of that name, in object literals, patterns and keyword arguments; `blurred` keys beside it read alike. */
  keyContexts(name: string, blurred?: ReadonlySet<string>): Counts
  /** Surroundings of a name that is read or called, plain or as a member. */
  nameContexts(name: string): Counts
  tokens(placed: LocatedDeclaration): readonly BodyToken[]
  /** Without the signature: the body of a function or class, the value of a variable. */
  bodyTokens(placed: LocatedDeclaration): readonly BodyToken[]
}

export function createDeclarationIndex(files: readonly SourceFile[], project: Project): DeclarationIndex {
  const tokensByNode = new Map<SyntaxNode, readonly BodyToken[]>()
  const tokensIn = (file: SourceFile, node: SyntaxNode): readonly BodyToken[] => {
    const known = tokensByNode.get(node) ?? bodyTokens(file.tree, node)
    tokensByNode.set(node, known)
    return known
  }
  const tokens = ({ file, declaration }: LocatedDeclaration): readonly BodyToken[] => tokensIn(file, declaration.node)
  let callers: Map<string, Set<string>> | undefined
  let whole: readonly (readonly BodyToken[])[] | undefined
  const contexts = (name: string, isUse: (token: BodyToken) => boolean, blurred?: ReadonlySet<string>): Counts => {
    whole ??= files.map((file) => bodyTokens(file.tree, file.tree.root))
    const counts = new Map<string, number>()
    for (const file of whole) {
      for (const [context, count] of contextsOf(file, name, isUse, blurred)) counts.set(context, (counts.get(context) ?? 0) + count)
    }
    return counts
  }
  return {
    files,
    project,
    tokens,
    bodyTokens: ({ file, declaration }) => tokensIn(file, bodyOf(declaration.node, file.language)),
    callersOf(name) {
      callers ??= collectCallers(files, tokens)
      return callers.get(name) ?? new Set()
    },
    memberContexts: (name) => contexts(name, (token) => token.isMember),
    nameContexts: (name) => contexts(name, (token) => !token.isKey && !token.isKeyword),
    keyContexts: (name, blurred) => contexts(name, (token) => token.isKey || token.isKeyword, blurred),
  }
}

function bodyOf(node: SyntaxNode, { syntax }: Language): SyntaxNode {
  const value = syntax.assignedValue(node)
  return syntax.bodyOf(node) ?? (value === undefined ? undefined : syntax.bodyOf(value)) ?? value ?? node
}

function collectCallers(
  files: readonly SourceFile[],
  tokens: (placed: LocatedDeclaration) => readonly BodyToken[],
): Map<string, Set<string>> {
  const callers = new Map<string, Set<string>>()
  for (const file of files) {
    for (const declaration of file.declarations()) {
      if (declaration.kind !== 'function' && declaration.kind !== 'method') continue
      for (const token of tokens({ file, declaration })) {
        if (!token.isName || token.text === declaration.name) continue
        const known = callers.get(token.text) ?? new Set()
        callers.set(token.text, known.add(declaration.qualifiedName))
      }
    }
  }
  return callers
}
