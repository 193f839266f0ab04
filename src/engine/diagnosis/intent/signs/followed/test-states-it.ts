import type { Feature, IntentCase } from '../../intent-case.ts'
import { isTelling } from '../../reading/replacements.ts'

/** A comment or a name that says what should come, and the value after it, on the same line. */
const STATED =
  /\b(?:expect(?:ed|ing|s)?|should (?:be|become|give|return|print|equal)|(?:correct|right) (?:value|answer|result) (?:is|would be)|output)\b\s*(?:is|to be|value)?\s*[:=]?\s*(\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}|"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|-?\d[\d_.]*\d|\d)/gi
const CONSTANT = /^(?:true|false|none|null|undefined|[[({][\])}])$/i

/** Whoever wrote the test knew better than what it holds: the words beside it say what comes now. */
export const testStatesIt = {
  name: 'test-states-it',
  description: "The test's own words describe the new result as the expected one, and the base did not give it.",
  weight: 1.2,
  read(subject) {
    const stated = statedBy(subject)
    return stated === null
      ? { seen: false, detail: 'the test does not describe the new result as expected' }
      : { seen: true, detail: `the test says: ${stated.slice(0, 120)}` }
  },
} satisfies Feature

function statedBy({ testText, outcomes: { before, after } }: IntentCase): string | null {
  if (before.kind === 'raised' || after.kind === 'raised') return null
  const [old, now] = [bare(before.text), bare(after.text)]
  for (const [, value = ''] of testText.matchAll(STATED)) {
    const text = bare(value)
    const isPlain = CONSTANT.test(text) || !isTelling({ before: text, after: text })
    if (!isPlain && count(now, text) > count(old, text)) return value
  }
  return null
}

/** As values are printed differently: without spaces, commas and quotes. */
function bare(text: string): string {
  return text.replace(/[\s,"'`]/g, '')
}

function count(text: string, value: string): number {
  return text.split(value).length - 1
}
