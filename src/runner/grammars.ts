import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { GrammarBytes } from '../engine/languages/parsers.ts'

const require = createRequire(import.meta.url)

/** The grammars' WebAssembly: beside the bundle where there is one, else from the installed packages. */
export function readGrammars(): GrammarBytes {
  return {
    runtime: readWasm('web-tree-sitter/web-tree-sitter.wasm'),
    python: readWasm('tree-sitter-python/tree-sitter-python.wasm'),
    typescript: readWasm('tree-sitter-typescript/tree-sitter-typescript.wasm'),
    tsx: readWasm('tree-sitter-typescript/tree-sitter-tsx.wasm'),
    javascript: readWasm('tree-sitter-javascript/tree-sitter-javascript.wasm'),
  }
}

function readWasm(id: string): Uint8Array {
  const beside = fileURLToPath(new URL(`./${id.slice(id.lastIndexOf('/') + 1)}`, import.meta.url))
  return readFileSync(existsSync(beside) ? beside : require.resolve(id))
}
