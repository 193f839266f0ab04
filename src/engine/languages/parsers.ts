import { Language as Grammar, type Node, Parser, type TreeCursor } from 'web-tree-sitter'
import { SutureError } from '../../model/error.ts'
import type { SyntaxNode, SyntaxTree } from './language.ts'

/** The WebAssembly files, as bytes: the engine reads no disk. */
export type GrammarBytes = {
  readonly runtime: Uint8Array
  readonly python: Uint8Array
  readonly typescript: Uint8Array
  readonly tsx: Uint8Array
  readonly javascript: Uint8Array
}

export type Parsers = {
  /** The syntax tree of a text; `null` for an unknown extension, a text over 1 MB, or one that takes over about 2 s. */
  parse(path: string, text: string): SyntaxTree | null
}

type GrammarName = Exclude<keyof GrammarBytes, 'runtime'>

const GRAMMAR_OF: Readonly<Record<string, GrammarName>> = {
  py: 'python',
  pyi: 'python',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
}

const MAX_TEXT_LENGTH = 1_000_000
/**
 * The time bound, counted in the parser's own progress reports (one each 100 steps) and not in milliseconds:
 * the server must come to the runner's answer. Measured: 80,000 reports take about 2 s on a 2 GHz core.
 */
const MAX_PROGRESS_REPORTS = 80_000
/** A tree deeper than this is machine-made, and a danger to every recursive walk. */
const MAX_DEPTH = 600

/** Loads the grammars; throws `grammar_unreadable` when the bytes are no grammar of a known version. */
export async function createParsers(grammars: GrammarBytes): Promise<Parsers> {
  const loaded = await load(grammars)
  return {
    parse(path, text) {
      const name = GRAMMAR_OF[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]
      return name === undefined || text.length > MAX_TEXT_LENGTH ? null : parseWith(loaded[name], text)
    },
  }
}

async function load(grammars: GrammarBytes): Promise<Readonly<Record<GrammarName, Grammar>>> {
  try {
    await Parser.init({ wasmBinary: grammars.runtime })
    const [python, typescript, tsx, javascript] = await Promise.all([
      Grammar.load(grammars.python),
      Grammar.load(grammars.typescript),
      Grammar.load(grammars.tsx),
      Grammar.load(grammars.javascript),
    ])
    return { python, typescript, tsx, javascript }
  } catch (cause) {
    throw new SutureError('grammar_unreadable', 'a grammar could not be loaded', 'reinstall Suture: its .wasm files are damaged', { cause })
  }
}

function parseWith(grammar: Grammar, text: string): SyntaxTree | null {
  const parser = new Parser()
  let reports = 0
  // the type says void, the implementation stops on true
  const progressCallback = (): boolean => ++reports > MAX_PROGRESS_REPORTS
  try {
    parser.setLanguage(grammar)
    const tree = parser.parse(text, null, { progressCallback })
    if (tree === null) return null
    try {
      return toPlainTree(tree.walk(), text)
    } finally {
      tree.delete()
    }
  } finally {
    parser.delete()
  }
}

function toPlainTree(cursor: TreeCursor, text: string): SyntaxTree | null {
  const errors = new Set<number>()
  try {
    const root = toPlainNode(cursor, errors, 0)
    return root === null ? null : { text, root, errors: [...errors].sort((a, b) => a - b) }
  } finally {
    cursor.delete()
  }
}

function toPlainNode(cursor: TreeCursor, errors: Set<number>, depth: number): SyntaxNode | null {
  if (depth > MAX_DEPTH) return null
  const node: Node = cursor.currentNode
  const { startIndex: start, endIndex: end } = node
  const line = node.startPosition.row + 1
  const type = node.type
  if (type === 'ERROR' || node.isMissing) errors.add(line)
  const field = cursor.currentFieldName ?? ''
  const children: SyntaxNode[] = []
  if (cursor.gotoFirstChild()) {
    do {
      const child = toPlainNode(cursor, errors, depth + 1)
      if (child === null) return null
      children.push(child)
    } while (cursor.gotoNextSibling())
    cursor.gotoParent()
  }
  return { type, field, named: node.isNamed, start, end, line, children }
}
