import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createParsers, type GrammarBytes, type Parsers } from '../../src/engine/languages/parsers.ts'

const require = createRequire(import.meta.url)
const bytes = (id: string): Uint8Array => readFileSync(require.resolve(id))

let parsers: Promise<Parsers> | undefined

export function grammarBytes(): GrammarBytes {
  return {
    runtime: bytes('web-tree-sitter/web-tree-sitter.wasm'),
    python: bytes('tree-sitter-python/tree-sitter-python.wasm'),
    typescript: bytes('tree-sitter-typescript/tree-sitter-typescript.wasm'),
    tsx: bytes('tree-sitter-typescript/tree-sitter-tsx.wasm'),
    javascript: bytes('tree-sitter-javascript/tree-sitter-javascript.wasm'),
  }
}

/** The parsers over the installed grammars, loaded once for a test file. */
export function testParsers(): Promise<Parsers> {
  parsers ??= createParsers(grammarBytes())
  return parsers
}
