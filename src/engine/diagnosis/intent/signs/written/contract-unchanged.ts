import type { Feature } from '../../intent-case.ts'
import { explanation } from '../../reading/explanations.ts'

/** Most bugs are made inside of a function whose contract stays what it was. */
export const contractUnchanged = {
  name: 'contract-unchanged',
  description: 'The causal hunk is inside a function and declares nothing new.',
  weight: -1,
  read(subject) {
    const { declared, hunks, subjects } = subject
    if (hunks.length === 0 || subjects.length === 0) return { seen: null, detail: 'the hunk is not inside a declaration' }
    if (declared.length > 0) return { seen: false, detail: 'the hunk declares a new contract' }
    const explained = explanation(subject)
    if (explained !== null) return { seen: false, detail: explained }
    return { seen: true, detail: `inside ${subjects.join(', ')}` }
  },
} satisfies Feature
