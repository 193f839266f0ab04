import type { Feature } from '../../intent-case.ts'
import { isAboutIt } from '../../reading/says-which-way.ts'
import { sentences } from '../../reading/sentences.ts'

/** 'Validate' announces new failures, 'support' announces that something works now: the result matches such a word. */
export const messageSaysWhichWay = {
  name: 'message-says-which-way',
  description:
    'A sentence about what was changed, or about what the test gives, means the very kind of difference that came: refused, accepted, warned of, mended.',
  weight: 1,
  read(subject) {
    const { intentTexts } = subject.context.authorTexts
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    const found = sentences(intentTexts).find((sentence) => isAboutIt(sentence, subject))
    return found === undefined
      ? { seen: false, detail: 'no message describes this difference' }
      : { seen: true, detail: `“${found.slice(0, 120)}”` }
  },
} satisfies Feature
