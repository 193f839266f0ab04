/** The WebAssembly of each grammar, by the package that has it: what is read, bundled and loaded. */
export const grammarFiles = {
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
} as const

/** What runs the grammars. */
const RUNTIME = 'web-tree-sitter/web-tree-sitter.wasm'

export type GrammarName = keyof typeof grammarFiles

/** The WebAssembly files, as bytes: the engine reads no disk. */
export type GrammarBytes = Readonly<Record<GrammarName | 'runtime', Uint8Array>>

/** Every WebAssembly file, by the name under which its bytes are passed. */
export const wasmFiles: Readonly<Record<keyof GrammarBytes, string>> = { runtime: RUNTIME, ...grammarFiles }
