import { testInput } from '../cures/cure-input.ts'
import type { CureSources } from '../cures/cure-sources.ts'
import { languages } from '../languages/index.ts'
import type { Range } from '../languages/language.ts'

/** The statements of a test that wait for a fixed time. */
export function pausesOf(testId: string, sources: CureSources): readonly Range[] {
  const input = testInput(testId, sources, '2000-01-01')
  return input === null ? [] : languages[sources.framework.language].speedups.pauses(input.test)
}
