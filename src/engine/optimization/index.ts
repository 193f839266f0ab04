import { conditionWait } from './condition-wait.ts'
import { directImport } from './direct-import.ts'
import { fakedPause } from './faked-pause.ts'
import { needlessWait } from './needless-wait.ts'
import type { Optimization } from './optimization.ts'
import { parallelFiles } from './parallel-files.ts'
import { redundantTest } from './redundant-test.ts'
import { sharedSetup } from './shared-setup.ts'
import { unusedImport } from './unused-import.ts'

/** Every optimisation; in which order they are tried is said by what each may save and risk. */
export const optimizations = [
  conditionWait,
  needlessWait,
  fakedPause,
  sharedSetup,
  directImport,
  unusedImport,
  parallelFiles,
  redundantTest,
] satisfies readonly Optimization[]
