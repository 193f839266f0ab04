import type { PromiseKind } from '../promise-case.ts'
import { crossedRenames } from './crossed-renames/index.ts'
import { falseGreens } from './false-greens/index.ts'
import { forgedPatches } from './forged-patches.ts'
import { halfRenamesPossible } from './half-renames-possible/index.ts'
import { halfRenamesResolved } from './half-renames-resolved.ts'
import { renamedBeside } from './renamed-beside.ts'
import { reshapedBeside } from './reshaped-beside.ts'
import { retried } from './retried.ts'

/** Every kind that `bench:promise` asks. A new kind is one file and one line here. */
export const KINDS: readonly PromiseKind[] = [
  crossedRenames,
  falseGreens,
  forgedPatches,
  halfRenamesPossible,
  halfRenamesResolved,
  renamedBeside,
  reshapedBeside,
  retried,
]
