import type { Feature } from '../../intent-case.ts'
import { oldAndNewTerms } from '../../reading/old-and-new-terms.ts'
import { docsWitness } from '../../witnesses/docs.ts'
import { witnessLine } from '../../witnesses/quoted.ts'

/** The change also updates documents, docstrings or the changelog to the new behaviour. */
export const docsAdapted = {
  name: 'docs-adapted',
  description: 'Documents, docstrings or the changelog were updated to the new behaviour.',
  weight: 3.2,
  read(subject) {
    if (oldAndNewTerms(subject).length + subject.replaced.length + subject.pieces.length === 0)
      return { seen: null, detail: 'nothing was replaced that documents could follow' }
    const found = docsWitness(subject)
    return found === null ? { seen: false, detail: 'no document was changed in the same way' } : { seen: true, detail: witnessLine(found) }
  },
} satisfies Feature
