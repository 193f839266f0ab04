import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import type { GrammarBytes } from '../../engine/languages/parsers.ts'

const FILES: Readonly<Record<keyof GrammarBytes, string>> = {
  runtime: 'web-tree-sitter/web-tree-sitter.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
}

/** The grammars as bytes: beside the built program, or in the packages that they come from. */
export async function loadGrammarBytes(): Promise<GrammarBytes> {
  const entries = Object.entries(FILES).map(async ([name, id]) => [name, new Uint8Array(await readFile(pathOf(id)))] as const)
  return Object.fromEntries(await Promise.all(entries)) as GrammarBytes
}

function pathOf(id: string): string {
  const beside = join(import.meta.dirname, basename(id))
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(id)
}
