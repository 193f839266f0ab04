import type { Flake } from './flake.ts'
import { pytestFlakes } from './pytest-flakes.ts'
import { scriptFlakes } from './script-flakes.ts'

/** Every flaky repository, of all frameworks. */
export const flakes: readonly Flake[] = [...pytestFlakes, ...scriptFlakes]
