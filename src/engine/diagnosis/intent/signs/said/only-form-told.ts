import type { Feature } from '../../intent-case.ts'
import { saysBoth } from '../../reading/adapted-places.ts'
import { saidToStay, toldFormOnly } from '../../reading/form-of-code.ts'
import { refactoringClaimed } from './refactoring-claimed.ts'

/** Who writes of names, places and shorter code alone did not mean another value. */
export const onlyFormTold = {
  name: 'only-form-told',
  description: 'The messages tell only how the code is written or what it is called, or that the result stays, and the result is another.',
  weight: -1.6,
  read(subject) {
    const { intentTexts } = subject.context.authorTexts
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    if (subject.announced !== null) return { seen: false, detail: 'the edit behind it was announced' }
    // one claim is one sign
    if (refactoringClaimed.read(subject).seen === true) return { seen: false, detail: 'the message claims that nothing changes' }
    const told = toldFormOnly(intentTexts) ?? saidToStay(intentTexts)
    return told === null || saysBoth(told, subject)
      ? { seen: false, detail: 'the messages tell more than how the code is written' }
      : { seen: true, detail: `the change tells only: “${told.slice(0, 120)}”` }
  },
} satisfies Feature
