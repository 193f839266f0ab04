import { isOfHeader } from '../../../causes/declaring-hunks.ts'
import { editedTokens } from '../../../causes/edited-tokens.ts'
import type { Hunk } from '../../../causes/hunks.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { messageNamesIt } from '../said/message-names-it.ts'
import { messageSaysWhichWay } from '../said/message-says-which-way.ts'

const WORDS = /[\p{L}\p{N}_]/u
const BRACKET = /^[()[\]{},;:]$/
/** Words that compare, join or negate: they steer a value and never are one. */
const STEERING = /^(?:and|or|not|is|in|if|else|elif)$/

/** Another value, and nothing that was written has it: the same names and literals, only compared or combined in another way. */
export const valueFromNowhere = {
  name: 'value-from-nowhere',
  description:
    'Another value came although the causal hunk brings no new value and no new name, only other signs between them, and nobody tells of it.',
  weight: -1.2,
  read(subject) {
    const { failure, announced, hunks } = subject
    const [expected, actual] = [failure.expected?.text ?? null, failure.actual?.text ?? null]
    if (expected === null || actual === null || expected === actual) return { seen: null, detail: 'no two values were compared' }
    if (announced !== null || hunks.length === 0) return { seen: false, detail: 'the edit behind it was announced' }
    if (!hunks.every((hunk) => isResteered(hunk, subject))) return { seen: false, detail: 'the hunk brings or takes away values or names' }
    const told = [messageNamesIt, messageSaysWhichWay].some((sign) => sign.read(subject).seen === true)
    if (told) return { seen: false, detail: 'a message tells of it' }
    const [first] = hunks
    return { seen: true, detail: `${first?.file}:${first?.after.line} only combines the same names and values in another way` }
  },
} satisfies Feature

/** Names and literals stay what they were, and something between them is another. A signature is no such place: its order is a contract. */
function isResteered(hunk: Hunk, { declared, context: { trees } }: IntentCase): boolean {
  const { gone, come } = editedTokens(hunk, trees)
  const isSignature = declared.some((change) => isOfHeader(change, hunk, trees))
  const isSteered = [...gone, ...come].some((token) => !BRACKET.test(token))
  return !isSignature && come.length > 0 && isSteered && sameWords(gone, come)
}

/** Whether both sides have the same names and literals, in whatever order. */
function sameWords(gone: readonly string[], come: readonly string[]): boolean {
  const words = (tokens: readonly string[]) =>
    tokens
      .filter((token) => WORDS.test(token) && !STEERING.test(token))
      .toSorted()
      .join('\n')
  return words(gone) === words(come)
}
