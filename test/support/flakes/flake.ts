import type { FrameworkName } from '../../../src/model/framework-name.ts'
import type { CureName } from '../../../src/model/result/flaky-cure.ts'
import type { FlakyTestResult } from '../../../src/model/result/flaky-test-result.ts'

/** A small repository with one flaky test, and what becomes of it. `files` have no set-up but what their framework needs. */
export type Flake = {
  readonly name: string
  readonly framework: Extract<FrameworkName, 'pytest' | 'jest' | 'vitest'>
  readonly files: Readonly<Record<string, string>>
  readonly test: string
  /** What a hunt shows of it. */
  readonly shown: Omit<FlakyTestResult['rootCauses'][number], 'evidence'>
  /** Lines of the test's file at which it fails. */
  readonly lines?: readonly number[]
  /** How often it fails as it is. */
  readonly rate?: number
  /** The name of its cure, or the code of the reason for which there is none (of `not-cured` its `why`). */
  readonly ends: { readonly cure: CureName } | { readonly refused: string }
}
