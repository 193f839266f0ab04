import { assertionsKept } from './assertions-kept.ts'
import { callersFollow } from './callers-follow.ts'
import type { Check } from './check.ts'
import { coverageKept } from './coverage-kept.ts'
import { failsWithoutChange } from './fails-without-change.ts'
import { nothingElseBroke } from './nothing-else-broke.ts'
import { oldHoldsWithoutChange } from './old-holds-without-change.ts'
import { oraclePreserved } from './oracle-preserved.ts'
import { parses } from './parses.ts'
import { passesAlone } from './passes-alone.ts'
import { passesTogether } from './passes-together.ts'
import { removalProved } from './removal-proved.ts'
import { strengthMaintained } from './strength-maintained.ts'
import { symbolsResolve } from './symbols-resolve.ts'
import { testFilesOnly } from './test-files-only.ts'

/** All acceptance checks, in the order in which a reader sees them. */
export const CHECKS = [
  parses,
  testFilesOnly,
  symbolsResolve,
  oraclePreserved,
  assertionsKept,
  callersFollow,
  passesAlone,
  passesTogether,
  nothingElseBroke,
  coverageKept,
  oldHoldsWithoutChange,
  failsWithoutChange,
  strengthMaintained,
  removalProved,
] as const satisfies readonly Check[]

/** Names of the checks that refuse nothing where they fail. */
export const EXPLAINING_CHECKS: ReadonlySet<string> = new Set(
  CHECKS.flatMap((check: Check) => (check.explains === true ? [check.name] : [])),
)

/** Names of the checks that the server makes itself. */
export const TEXT_CHECKS: ReadonlySet<string> = new Set(CHECKS.flatMap(({ name, needs }: Check) => (needs === 'text' ? [name] : [])))
