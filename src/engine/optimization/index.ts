import { conditionWait } from './condition-wait.ts'
import { needlessWait } from './needless-wait.ts'
import type { Optimization } from './optimization.ts'

/** Every optimisation; in which order they are tried is said by what each may save and risk. */
export const optimizations = [conditionWait, needlessWait] satisfies readonly Optimization[]
