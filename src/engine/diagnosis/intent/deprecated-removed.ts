import type { Feature, IntentCase } from './intent-case.ts'
import { holds } from './replacements.ts'

/** Shorter names stand everywhere. */
const NAME = /[\p{L}_$][\p{L}\p{N}_$]{4,}/gu

/** What the product had called deprecated is gone, every mention of it, and the test still asks for it. */
export const deprecatedRemoved = {
  name: 'deprecated removed',
  description: 'The causal hunk takes away what it had called deprecated, nothing of its file names it any more, and the test does.',
  weight: 4.6,
  read(subject) {
    const name = removedName(subject)
    return name === null
      ? { seen: false, detail: 'nothing deprecated was taken away that the test names' }
      : { seen: true, detail: `${name} was deprecated, and is gone` }
  },
} satisfies Feature

/** What was deprecated, is gone and named by the test; `null` when there is none. */
export function removedName({ failure, hunks, context, testText }: IntentCase): string | null {
  const test = `${testText}\n${context.failing?.testId ?? ''}`
  for (const [file, mine] of Map.groupBy(hunks, (hunk) => hunk.file)) {
    const gone = mine.flatMap(({ removed }) => removed).join('')
    if (!/deprecat/i.test(gone)) continue
    const after = context.trees.after.text(file) ?? ''
    // what the failure says itself is what it is about
    const names = [...new Set(gone.match(NAME))].toSorted((a, b) => Number(holds(failure.message, b)) - Number(holds(failure.message, a)))
    const found = names.find((name) => !/deprecat|warn/i.test(name) && holds(test, name) && !holds(after, name))
    if (found !== undefined) return found
  }
  return null
}
