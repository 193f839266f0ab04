import type { ModuleResolver, ModuleTarget, ModuleTree } from '../../languages/facets/module-resolver.ts'
import { languageOf } from '../../languages/index.ts'
import type { Bindings, Declaration, Import, Language, SyntaxTree } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { folderOf } from '../../languages/paths.ts'
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
  /** What a module specifier means, seen from a file. */
  module(specifier: string, from: Importer): ModuleTarget
  /** The file of the repository that it means; `null` outside of it, and where nobody can say. */
  resolve(specifier: string, from: Importer): string | null
  /** How readers name a file's module. */
  moduleOf(path: string): string
}

type Importer = Pick<SourceFile, 'path' | 'language'>

type ProjectOptions = {
  /** May name more files than there are texts: modules then resolve, but can't be looked into. */
  readonly paths?: Iterable<string>
  /** Manifests and tools' settings, by path: what modules are called. */
  readonly settings?: ReadonlyMap<string, string> | undefined
  /** The other tree of the repository: what reads the same there is taken from there, so that each text is parsed once. */
  readonly sibling?: Project
}

export function createProject(files: ReadonlyMap<string, string>, parsers: Parsers, options: ProjectOptions = {}): Project {
  const { settings = new Map<string, string>(), sibling } = options
  const paths = new Set(options.paths ?? files.keys())
  const text = (path: string): string | undefined => files.get(path)
  const file = onceFor((path): SourceFile | null => {
    const own = text(path)
    const isShared = own !== undefined && sibling?.text(path) === own
    return own === undefined ? null : isShared ? sibling.file(path) : readSource(path, own, parsers)
  })
  const tree: ModuleTree = {
    paths,
    settings,
    text: (path) => files.get(path) ?? settings.get(path),
    syntax: (path) => file(path)?.tree ?? parsers.parse(path, settings.get(path) ?? ''),
  }
  const resolvers = new Map<Language, ModuleResolver>()
  const resolverOf = (language: Language): ModuleResolver => {
    const resolver = resolvers.get(language) ?? language.resolver(tree)
    resolvers.set(language, resolver)
    return resolver
  }
  // what a specifier means depends on the folder alone
  const targets = new Map<string, ModuleTarget>()
  const module = (specifier: string, { path, language }: Importer): ModuleTarget => {
    const key = `${language.name}\n${folderOf(path)}\n${specifier}`
    const target = targets.get(key) ?? resolverOf(language).resolve(specifier, path)
    targets.set(key, target)
    return target
  }
  return {
    paths,
    text,
    file,
    module,
    resolve(specifier, from) {
      const target = module(specifier, from)
      return target.kind === 'file' ? target.path : null
    },
    moduleOf(path) {
      const language = languageOf(path)
      return language === null ? path : resolverOf(language).moduleOf(path)
    },
  }
}

function onceFor<Value>(make: (path: string) => Value): (path: string) => Value {
  const known = new Map<string, Value>()
  return (path) => {
    if (!known.has(path)) known.set(path, make(path))
    return known.get(path) as Value
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
