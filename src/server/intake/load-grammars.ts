import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { type GrammarBytes, wasmFiles } from '../../engine/languages/grammar-files.ts'

/** The grammars as bytes: beside the built program, or in the packages that they come from. */
export async function loadGrammarBytes(): Promise<GrammarBytes> {
  const entries = Object.entries(wasmFiles).map(async ([name, id]) => [name, new Uint8Array(await readFile(pathOf(id)))] as const)
  return Object.fromEntries(await Promise.all(entries)) as GrammarBytes
}

function pathOf(id: string): string {
  const beside = join(import.meta.dirname, basename(id))
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(id)
}
