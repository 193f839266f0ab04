import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { ValueEdit } from '../values/value-edit.ts'

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

/**
 * Whether the failure of every run asks for the same edits, although their values differ: a set is told in another order each time, and a part
 * that is computed from chance may stay as it is.
 */
export function areSteady(editsOf: (failure: ProbedFailure) => readonly ValueEdit[] | null, failures: readonly ProbedFailure[]): boolean {
  const asked = failures.map(editsOf)
  const [first] = asked
  if (first == null || first.some(({ replacement }) => ADDRESS.test(replacement))) return false
  return asked.every((edits) => JSON.stringify(edits) === JSON.stringify(first))
}
