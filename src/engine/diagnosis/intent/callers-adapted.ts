import { adaptedIn } from './adapted.ts'
import type { Feature } from './intent-case.ts'
import { spoken } from './spoken.ts'

/** Somebody went through the product and changed the other places alike. */
export const callersAdapted = {
  name: 'callers adapted',
  description: 'Other places of the product were changed in the same way.',
  weight: 1.6,
  read(subject) {
    if (spoken(subject).length === 0) return { seen: null, detail: 'nothing was replaced that other places could follow' }
    const others = subject.context.hunks.filter((hunk) => !subject.hunks.includes(hunk))
    const found = adaptedIn(subject, others)
    return found === null ? { seen: false, detail: 'no other place was changed alike' } : { seen: true, detail: found }
  },
} satisfies Feature
