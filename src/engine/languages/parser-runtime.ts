import { Language as Grammar, Parser } from 'web-tree-sitter'

/** Real code of 1 MB takes a tenth of it; a text made to be ambiguous takes all that there is. */
const MAX_BYTES = 512 * 1024 * 1024
const PAGE_BYTES = 65_536
const FIRST_BYTES = 32 * 1024 * 1024

type Memory = { readonly buffer: ArrayBuffer }
// the types of Node know the namespace, and not its classes
const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => Memory } })
  .WebAssembly

/** The parser's WebAssembly, of which a process has one: its memory, and what was in it when the last grammar had been loaded. */
const runtime: { memory: Memory | null; loaded: Uint8Array | null } = { memory: null, loaded: null }

/** Loads grammars into the runtime, which is started where it is not yet. */
export async function loadGrammars<Name extends string>(
  program: Uint8Array,
  grammars: Readonly<Record<Name, Uint8Array>>,
): Promise<Readonly<Record<Name, Grammar>>> {
  runtime.memory ??= new Memory({ initial: FIRST_BYTES / PAGE_BYTES, maximum: MAX_BYTES / PAGE_BYTES })
  await Parser.init({ wasmBinary: program, wasmMemory: runtime.memory, printErr: () => undefined })
  const entries = Object.entries<Uint8Array>(grammars).map(async ([name, bytes]) => [name, await Grammar.load(bytes)] as const)
  const loaded = Object.fromEntries(await Promise.all(entries)) as Record<Name, Grammar>
  runtime.loaded = new Uint8Array(runtime.memory.buffer).slice()
  return loaded
}

/** After an abort: puts the memory back to what it was before the first text. No object of before may be used or deleted afterwards. */
export function restoreRuntime(): void {
  const { memory, loaded } = runtime
  if (memory === null || loaded === null) return
  const bytes = new Uint8Array(memory.buffer)
  bytes.set(loaded)
  bytes.fill(0, loaded.length)
}
