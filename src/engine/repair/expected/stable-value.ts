import type { ProbedFailure } from '../../../model/runs/test-run.ts'

/** What shows where an object lies, and no more. */
const ADDRESS = /\b0x[\da-f]{6,}\b/i

/** Whether every run of the head gave the same value: one that differs from run to run can't be expected. */
export function isStable(failures: readonly ProbedFailure[]): boolean {
  const texts = new Set(failures.map(({ actual }) => actual?.text ?? ''))
  return texts.size <= 1 && ![...texts].some((text) => ADDRESS.test(text))
}
