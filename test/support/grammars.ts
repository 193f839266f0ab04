import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type GrammarBytes, wasmFiles } from '../../src/engine/languages/grammar-files.ts'
import { createParsers, type Parsers } from '../../src/engine/languages/parsers.ts'

const require = createRequire(import.meta.url)

let parsers: Promise<Parsers> | undefined

export function grammarBytes(): GrammarBytes {
  const entries = Object.entries(wasmFiles).map(([name, id]): [string, Uint8Array] => [name, readFileSync(require.resolve(id))])
  return Object.fromEntries(entries) as GrammarBytes
}

/** The parsers over the installed grammars, loaded once for a test file. */
export function testParsers(): Promise<Parsers> {
  parsers ??= createParsers(grammarBytes())
  return parsers
}
