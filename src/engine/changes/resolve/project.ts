import { languageOf } from '../../languages/index.ts'
import type { Bindings, Declaration, Import, Language, SyntaxTree } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { isComment, visit } from '../../languages/syntax.ts'

/** One file of a tree with what was read from it, each part when it is first asked for. */
export type SourceFile = {
  readonly path: string
  readonly text: string
  readonly tree: SyntaxTree
  readonly language: Language
  declarations(): readonly Declaration[]
  /** By qualified name; several where a name is declared in branches, overloads, getter and setter. */
  declared(): ReadonlyMap<string, readonly Declaration[]>
  imports(): readonly Import[]
  bindings(): Bindings
  /** Lines, from 1, that are words for people: comments, docstrings. */
  proseLines(): ReadonlySet<number>
}

/** One tree of the repository, parsed file by file when needed. */
export type Project = {
  readonly paths: ReadonlySet<string>
  /** `null` for a file that is not there, not source, or that can't be parsed in bounds. */
  file(path: string): SourceFile | null
  /** The text of a file, without parsing. */
  text(path: string): string | undefined
}

/**
 * `paths` may name more files than there are texts: modules then resolve, but can't be looked into.
 * What reads the same in `sibling`, the other tree of the repository, is taken from there: each text is parsed once.
 */
export function createProject(
  files: ReadonlyMap<string, string>,
  parsers: Parsers,
  paths: Iterable<string> = files.keys(),
  sibling?: Project,
): Project {
  const known = new Map<string, SourceFile | null>()
  return {
    paths: new Set(paths),
    text: (path) => files.get(path),
    file(path) {
      const earlier = known.get(path)
      if (earlier !== undefined) return earlier
      const text = files.get(path)
      const isShared = text !== undefined && sibling?.text(path) === text
      const file = text === undefined ? null : isShared ? sibling.file(path) : readSource(path, text, parsers)
      known.set(path, file)
      return file
    },
  }
}

function readSource(path: string, text: string, parsers: Parsers): SourceFile | null {
  const language = languageOf(path)
  const tree = language === null ? null : parsers.parse(path, text)
  if (language === null || tree === null) return null
  const bindings = once(() => language.bindings(tree))
  const declarations = once(() => language.declarations(tree))
  return {
    path,
    text,
    tree,
    language,
    declarations,
    declared: once(() => Map.groupBy(declarations(), (declaration) => declaration.qualifiedName)),
    bindings,
    // the very objects that bindings refer to
    imports: () => bindings().imports,
    proseLines: once(() => readProse(text, tree, language)),
  }
}

function readProse(text: string, tree: SyntaxTree, language: Language): ReadonlySet<number> {
  const lines = new Set<number>()
  visit(tree.root, (node) => {
    if (!language.syntax.isDocstring(node) && !isComment(node)) return true
    const count = text.slice(node.start, node.end).split('\n').length
    const lineStart = text.lastIndexOf('\n', node.start - 1) + 1
    const isWhole = text.slice(lineStart, node.start).trim() === ''
    for (let line = isWhole ? node.line : node.line + 1; line < node.line + count; line += 1) lines.add(line)
    return false
  })
  return lines
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
