import { removedName } from './deprecated-removed.ts'
import { isDeclared } from './deprecation-declared.ts'
import type { Feature } from './intent-case.ts'
import { explainedBy } from './literal-explained.ts'

/** Most bugs are made inside of a function whose contract stays what it was. */
export const contractUnchanged = {
  name: 'contract unchanged',
  description: 'The causal hunk stands inside a function and declares nothing new.',
  weight: -1,
  read(subject) {
    const { declared, subjects } = subject
    if (subjects.length === 0) return { seen: null, detail: 'the hunk stands in no declaration' }
    if (declared.length > 0) return { seen: false, detail: 'the hunk declares a new contract' }
    if (removedName(subject) !== null) return { seen: false, detail: 'what was deprecated is gone' }
    if (isDeclared(subject)) return { seen: false, detail: 'the hunk tells what not to do any more' }
    if (explainedBy(subject) !== null) return { seen: false, detail: 'the hunk replaces the very value that was expected' }
    return { seen: true, detail: `inside ${subjects.join(', ')}` }
  },
} satisfies Feature
