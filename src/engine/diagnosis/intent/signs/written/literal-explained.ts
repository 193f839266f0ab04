import type { Feature, IntentCase } from '../../intent-case.ts'
import { holds, isTelling, type Replacement } from '../../reading/replacements.ts'

/** The replacement in the hunk turns the expected value into the actual one. */
export const literalExplained = {
  name: 'literal-explained',
  description: 'The replacement in the causal hunk turns the expected value into the actual one.',
  weight: 1.4,
  read(subject) {
    const found = explainedBy(subject)
    return found === null
      ? { seen: false, detail: 'no replacement in the hunk turns the expected value into the actual one' }
      : { seen: true, detail: `the hunk replaces ${shown(found.before)} by ${shown(found.after)}, and so does the result` }
  },
} satisfies Feature

/** The replacement that explains the difference; `null` when none does. */
export function explainedBy(subject: IntentCase): Replacement | null {
  const { failure } = subject
  const replaced = subject.replaced.filter(isTelling)
  const [expected = null, actual = null] = [failure.expected, failure.actual].map((value) => value?.literal ?? value?.text ?? null)
  return (
    // which side of `==` is the expectation, nobody but the author knows
    replaced.find((one) => expected !== null && actual !== null && (becomes(expected, actual, one) || becomes(actual, expected, one))) ??
    replaced.find((one) => isSpokenOf(one, subject)) ??
    null
  )
}

function becomes(expected: string, actual: string, { kind, before, after }: Replacement): boolean {
  if (kind === 'shape') return expected !== actual && bare(expected) === bare(actual) && /[[(]/.test(expected)
  if (kind === 'exception') return holds(expected, before) && holds(actual, after)
  if (!holds(expected, before)) return false
  return expected.replaceAll(before, () => after) === actual || expected.replace(before, () => after) === actual
}

/** Where nothing was compared, as with an expected message or exception class: the test has the old text, the failure the new one. */
function isSpokenOf({ kind, before, after }: Replacement, { failure, testText }: IntentCase): boolean {
  if (kind === 'exception') return holds(failure.exception, after) && holds(testText, before)
  if (kind !== 'string') return false
  const [old, now] = changedWords(before, after)
  const came = [failure.message, failure.actual?.text ?? ''].some((text) => holds(text, after.trim()))
  return old.length > 2 && now !== '' && after.trim().length > 2 && came && holds(testText, old)
}

/** Without the words that both begin and both end with. */
function changedWords(before: string, after: string): readonly [string, string] {
  const [old, now] = [before.trim().split(/\s+/), after.trim().split(/\s+/)]
  while (old.length > 1 && now.length > 1 && old[0] === now[0]) {
    old.shift()
    now.shift()
  }
  while (old.length > 1 && now.length > 1 && old.at(-1) === now.at(-1)) {
    old.pop()
    now.pop()
  }
  return [old.join(' '), now.join(' ')]
}

function bare(text: string): string {
  return text.replace(/[[\]()\s]|,(?=\s*\))/g, '')
}

function shown(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
}
