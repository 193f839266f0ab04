import { type Language as Grammar, Parser, type Tree, type TreeCursor } from 'web-tree-sitter'
import { SutureError } from '../../model/error.ts'
import type { GrammarBytes, GrammarName } from './grammar-files.ts'
import { extensionOf, languageOf } from './index.ts'
import type { Language } from './language.ts'
import { loadGrammars, restoreRuntime } from './parser-runtime.ts'
import type { SyntaxNode, SyntaxTree } from './syntax-tree.ts'

export type Parsers = {
  /** The syntax tree of a text; `null` for an unknown extension, a text over 1 MB, or one that takes over 2 s. */
  parse(path: string, text: string): SyntaxTree | null
}

const MAX_TEXT_LENGTH = 1_000_000
const MAX_MILLISECONDS = 2000
/**
 * The bound without a clock, in the parser's own progress reports (one each 100 steps). Measured: real code reports once in
 * about 200 characters, a table of one-digit numbers once in 20; texts made to be slow are no denser, only each report is later.
 */
const reportsAllowed = (length: number): number => 500 + length / 12
/** How many texts may abort the parser before nothing is read any more: each abort costs the time bound, and a little of the stack. */
const MAX_ABORTS = 3
/** A tree deeper than this is machine-made, and a danger to every recursive walk. */
const MAX_DEPTH = 600

/**
 * Loads the grammars; throws `grammar_unreadable` if the bytes are not a grammar of a known version.
 * `now` is a clock in milliseconds for the time bound; without one only the number of steps is bounded.
 */
export async function createParsers(grammars: GrammarBytes, now?: () => number): Promise<Parsers> {
  const loaded = await load(grammars)
  let aborts = 0
  return {
    parse(path, text) {
      const language = languageOf(path)
      const name = language?.extensions[extensionOf(path)]
      if (aborts > MAX_ABORTS || language === null || name === undefined || text.length > MAX_TEXT_LENGTH) return null
      try {
        return parseWith(loaded[name], text, language, now)
      } catch (error) {
        if (!isAbort(error)) throw error
        // out of memory on a hostile text: what is in there can't be trusted any more
        aborts += 1
        restoreRuntime()
        return null
      }
    },
  }
}

async function load(grammars: GrammarBytes): Promise<Readonly<Record<GrammarName, Grammar>>> {
  try {
    const { runtime, ...rest } = grammars
    return await loadGrammars(runtime, rest)
  } catch (cause) {
    throw new SutureError('grammar_unreadable', 'a grammar could not be loaded', 'reinstall Suture: its .wasm files are damaged', { cause })
  }
}

function parseWith(grammar: Grammar, text: string, language: Language, now: (() => number) | undefined): SyntaxTree | null {
  const parser = new Parser()
  const allowed = reportsAllowed(text.length)
  const started = now?.() ?? 0
  let reports = 0
  // the type says void, the implementation stops on true
  const progressCallback = (): boolean => ++reports > allowed || (now !== undefined && now() - started > MAX_MILLISECONDS)
  let tree: Tree | null = null
  try {
    parser.setLanguage(grammar)
    tree = parser.parse(text, null, { progressCallback })
    return tree === null ? null : toPlainTree(tree, grammar, text, language)
  } finally {
    release(tree, parser)
  }
}

/** Forgets what the parser made. After an abort the memory can't be freed, but nothing may try so later either. */
function release(...made: readonly ({ delete(): void } | null)[]): void {
  for (const one of made) {
    try {
      one?.delete()
    } catch (error) {
      if (!isAbort(error)) throw error
    }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError'
}

/** Facts read from the grammar once for each kind of node, not for each node: calls into WebAssembly are expensive. */
type Walk = {
  readonly cursor: TreeCursor
  readonly grammar: Grammar
  readonly text: string
  readonly isNamed: (boolean | undefined)[]
  readonly errors: Set<number>
  readonly comments: ReadonlySet<string>
}

/** Where the walk is in the lines of the text; nodes come in the order of their starts. */
type Place = { line: number; nextLine: number }

function toPlainTree(tree: Tree, grammar: Grammar, text: string, language: Language): SyntaxTree | null {
  const walk: Walk = {
    cursor: tree.walk(),
    grammar,
    text,
    isNamed: [],
    errors: new Set(),
    comments: new Set(language.syntax.types.comment),
  }
  const newline = text.indexOf('\n')
  try {
    const root = toPlainNode(walk, { line: 1, nextLine: newline === -1 ? text.length : newline }, 0)
    return root === null ? null : { text, language: language.name, root, errors: [...walk.errors].sort((a, b) => a - b) }
  } finally {
    release(walk.cursor)
  }
}

function toPlainNode(walk: Walk, place: Place, depth: number): SyntaxNode | null {
  if (depth > MAX_DEPTH) return null
  const { cursor, grammar } = walk
  const [typeId, fieldId, start, end] = [cursor.nodeTypeId, cursor.currentFieldId, cursor.startIndex, cursor.endIndex]
  const own = grammar.types[typeId] ?? 'ERROR'
  const type = walk.comments.has(own) ? 'comment' : own
  const named = walk.isNamed[typeId] ?? cursor.nodeIsNamed
  walk.isNamed[typeId] = named
  moveTo(walk.text, place, start)
  const line = place.line
  if (type === 'ERROR' || (start === end && cursor.nodeIsMissing)) walk.errors.add(line)
  const children: SyntaxNode[] = []
  if (cursor.gotoFirstChild()) {
    do {
      const child = toPlainNode(walk, place, depth + 1)
      if (child === null) return null
      children.push(child)
    } while (cursor.gotoNextSibling())
    cursor.gotoParent()
  }
  return { type, field: (fieldId === 0 ? null : grammar.fields[fieldId]) ?? '', named, start, end, line, children }
}

function moveTo(text: string, place: Place, offset: number): void {
  while (place.nextLine < offset) {
    const newline = text.indexOf('\n', place.nextLine + 1)
    place.nextLine = newline === -1 ? text.length : newline
    place.line++
  }
}
