import type { Rule } from '../../rule.ts'
import { diskFull } from './disk-full.ts'
import { machineRule } from './machine-rule.ts'
import type { MachineCause } from './machine-sign.ts'
import { missingPackage } from './missing-package.ts'
import { missingProgram } from './missing-program.ts'
import { missingVariable } from './missing-variable.ts'
import { network } from './network.ts'
import { outOfMemory } from './out-of-memory.ts'
import { serverNotUp } from './server-not-up.ts'
import { versionClash } from './version-clash.ts'

/** How a machine fails tests; the first whose sign is seen, and that the base confirms, names the verdict. */
const MACHINE_CAUSES = [
  diskFull,
  outOfMemory,
  serverNotUp,
  network,
  missingVariable,
  missingProgram,
  missingPackage,
  versionClash,
] as const satisfies readonly MachineCause[]

export const MACHINE_RULES: readonly Rule[] = MACHINE_CAUSES.map(machineRule)
