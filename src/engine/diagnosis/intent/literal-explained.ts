import type { Feature, IntentCase } from './intent-case.ts'
import { holds, type Replacement } from './replacements.ts'

/** The expectation turns into the actual value by the very replacement that the hunk made. */
export const literalExplained = {
  name: 'literal explained',
  description: 'The expected value becomes the actual one by what the causal hunk replaced.',
  weight: 1.4,
  read(subject) {
    const found = explainedBy(subject)
    return found === null
      ? { seen: false, detail: 'no literal of the hunk turns the expectation into what came' }
      : { seen: true, detail: `the hunk replaces ${shown(found.before)} by ${shown(found.after)}, and so does the result` }
  },
} satisfies Feature

/** The replacement that explains the difference; `null` when none does. */
export function explainedBy({ failure, replaced, testText }: IntentCase): Replacement | null {
  const [expected, actual] = [failure.expected, failure.actual].map((value) => value?.literal ?? value?.text ?? null)
  const exact = replaced.find(({ before, after }) => {
    if (typeof expected !== 'string' || typeof actual !== 'string' || !holds(expected, before)) return false
    return expected.replaceAll(before, after) === actual || expected.replace(before, after) === actual
  })
  if (exact !== undefined || typeof actual === 'string') return exact ?? null
  // nothing was compared, as with a pattern for a message: the test speaks the old words, the failure the new ones
  return (
    replaced.find(
      ({ before, after }) => before.trim().length > 2 && holds(testText, before.trim()) && holds(failure.message, after.trim()),
    ) ?? null
  )
}

function shown(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
}
