import type { PromiseKind } from '../promise-case.ts'
import { forgedPatches } from './forged-patches.ts'
import { renamedBeside } from './renamed-beside.ts'

/** Every kind that `bench:promise` asks. A new kind is one file and one line here. */
export const KINDS: readonly PromiseKind[] = [renamedBeside, forgedPatches]
