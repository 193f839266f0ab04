import type { ProbedFailure } from '../../../model/runs/test-run.ts'

/** What shows where an object lies, and no more. */
const ADDRESS = /\b0x[\da-f]{6,}\b/i

/**
 * Whether every run of the head gave the same value: one that differs from run to run can't be expected. Where an object lies does not
 * matter as long as the value says that by itself of no text.
 */
export function isStable(failures: readonly ProbedFailure[]): boolean {
  const texts = new Set(failures.map(({ actual }) => actual?.text.replace(new RegExp(ADDRESS, 'gi'), '0x') ?? ''))
  const written = failures.map(({ actual }) => actual?.literal ?? actual?.expression ?? actual?.text ?? '')
  return texts.size <= 1 && !written.some((text) => ADDRESS.test(text))
}
