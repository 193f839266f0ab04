import { plainReason } from '../engine/reasons/plain-reason.ts'
import { titleOf } from '../engine/reasons/titles.ts'
import type { FlakyTestResult } from '../model/result/flaky-test-result.ts'

/** The cure of one flaky test: why it holds, its diff and its checks; or why there is none. */
export function cureLines({ cure, uncured }: FlakyTestResult, isApplied: boolean): readonly string[] {
  if (uncured !== undefined) return [`  no cure: ${plainReason(uncured)}`]
  if (cure === undefined) return []
  const { runs, needed, rate, condition } = cure.cleanRuns
  const shown = cure.checks.filter(({ outcome }) => outcome === 'passed').map(({ name }) => titleOf(name))
  const notRun = cure.checks.filter(({ outcome }) => outcome === 'not_run')
  return [
    `  cure (${cure.strategy}): ${cure.why}${isApplied ? '; written' : '; --apply writes it'}`,
    `    ${runs} clean runs ${condition}, where it had failed in ${Math.round(100 * rate)} % of runs; ${needed} say with 95 % that it does not any more`,
    `    passed: ${shown.join(', ')}`,
    ...notRun.map(({ name, detail }) => `    not run: ${titleOf(name)}: ${detail}`),
    ...cure.patch
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
  ]
}
