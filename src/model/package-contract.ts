import { z } from 'zod'
import { ContractChange } from './contract-change.ts'

/**
 * One place in the repository that still uses what a package changed. `isSure`: its names resolve to the package; otherwise unknown.
 * `isConditional`: it is in a branch or a `try`, and may never run with the new version.
 */
export const PackageUse = z.object({
  change: ContractChange,
  /** The change that a reader is shown: its likely successor where none is declared. */
  shown: ContractChange,
  file: z.string(),
  line: z.number().int(),
  /** Equals `line` unless it is a call over several lines. */
  lastLine: z.number().int(),
  /** The line, whole. */
  text: z.string(),
  isSure: z.boolean(),
  isConditional: z.boolean(),
})
export type PackageUse = Readonly<z.infer<typeof PackageUse>>

/** What comparing both versions of a package showed: uses of what failing tests name, or why the versions were not compared. */
export const PackageContract = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('read'), name: z.string(), uses: z.array(PackageUse) }),
  z.object({ outcome: z.literal('not_read'), name: z.string(), reason: z.string() }),
])
export type PackageContract = Readonly<z.infer<typeof PackageContract>>
