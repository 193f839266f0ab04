import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { type GrammarBytes, wasmFiles } from '../engine/languages/grammar-files.ts'

const require = createRequire(import.meta.url)

/** The grammars' WebAssembly: beside the bundle where there is one, else from the installed packages. */
export function readGrammars(): GrammarBytes {
  return Object.fromEntries(Object.entries(wasmFiles).map(([name, id]) => [name, readWasm(id)])) as GrammarBytes
}

function readWasm(id: string): Uint8Array {
  const beside = join(import.meta.dirname, basename(id))
  return readFileSync(existsSync(beside) ? beside : require.resolve(id))
}
