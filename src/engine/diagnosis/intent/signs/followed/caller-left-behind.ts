import type { Witness } from '../../../../../model/witness.ts'
import type { Feature } from '../../intent-case.ts'
import { reader } from '../../reading/reader.ts'
import { holds, isTelling } from '../../reading/replacements.ts'
import type { TextCase } from '../../text-case.ts'
import { shortQuote, witnessLine } from '../../witnesses/quoted.ts'

/** Shorter strings occur everywhere. */
const SHORTEST = 3

/** Another place in the product still uses the old value: an intended change would have updated it too. */
export const callerLeftBehind = {
  name: 'caller-left-behind',
  description: 'Another place of the product still compares with, or looks up, the value that the causal hunk replaced.',
  weight: -1.8,
  read(subject) {
    if (sharedTexts(subject).length === 0) return { seen: null, detail: 'no text was replaced that a caller could share' }
    const found = staleCaller(subject)
    return found === null ? { seen: false, detail: 'no other place uses the old value' } : { seen: true, detail: witnessLine(found) }
  },
} satisfies Feature

/** The first place of the product that still waits for the old value. */
export function staleCaller(subject: TextCase): Witness | null {
  const { trees } = subject.context
  for (const { before } of sharedTexts(subject)) {
    const reads = reader(before)
    for (const path of trees.product) {
      const text = trees.after.text(path)
      if (text?.includes(before) !== true) continue
      const at = text.split('\n').findIndex((line) => reads.test(line))
      if (at >= 0) return { kind: 'caller', at: `${path}:${at + 1}`, quote: shortQuote(text.split('\n')[at] ?? ''), names: 'old' }
    }
  }
  return null
}

/** Replaced texts that callers could share; a default is its own function's. */
function sharedTexts({ declared, replaced }: TextCase): TextCase['replaced'] {
  const isDefault = (value: string) => declared.some(({ kind, before }) => kind === 'default_changed' && holds(before, value))
  return replaced.filter((one) => one.kind === 'string' && one.before.trim().length >= SHORTEST && isTelling(one) && !isDefault(one.before))
}
