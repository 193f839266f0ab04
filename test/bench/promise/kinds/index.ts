import type { PromiseKind } from '../promise-case.ts'
import { crossedRenames } from './crossed-renames/index.ts'
import { halfRenamesPossible } from './half-renames-possible/index.ts'
import { renamedBeside } from './renamed-beside.ts'
import { retried } from './retried.ts'

/** Every kind that `bench:promise` asks. A new kind is one file and one line here. */
export const KINDS: readonly PromiseKind[] = [crossedRenames, halfRenamesPossible, renamedBeside, retried]
