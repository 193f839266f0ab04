import type { PromiseKind } from '../promise-case.ts'
import { halfRenamesResolved } from './half-renames-resolved.ts'
import { renamedBeside } from './renamed-beside.ts'

/** Every kind that `bench:promise` asks. A new kind is one file and one line here. */
export const KINDS: readonly PromiseKind[] = [halfRenamesResolved, renamedBeside]
