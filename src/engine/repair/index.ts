import { renameSymbol } from './rename-symbol.ts'
import type { Strategy } from './strategy.ts'

/** Every way to bring a test up to date, in the order in which they are asked. */
export const strategies = [renameSymbol] as const satisfies readonly Strategy[]
