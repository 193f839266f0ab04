import { isOfHeader } from '../../../causes/declaring-hunks.ts'
import { tokensIn } from '../../../causes/edited-tokens.ts'
import type { Hunk } from '../../../causes/hunks.ts'
import type { Feature } from '../../intent-case.ts'
import { takesOnlyLiterals } from '../../reading/fewer-literals.ts'
import { isOfUse } from './declared-and-used.ts'
import { removedName } from './deprecated-removed.ts'

const OPERATOR = /^(?:[=!<>+\-*/%&|^?]|and|or|not|is|in|True|False|true|false)$/
/** Larger hunks are rewritten code, in which other operators say nothing. */
const MOST_LINES = 6

/** A flipped comparison, another operator, a statement that is gone: what an accident looks like, small and inside. */
export const logicEdit = {
  name: 'logic-edit',
  description: 'The causal hunk only flips an operator or a condition, or takes a statement away.',
  // real commits that were meant show it as often as bugs (`bench:intent -- --only weights`); it still contradicts
  weight: -0.4,
  read(subject) {
    const { hunks, declared, announced, context } = subject
    if (announced !== null) return { seen: false, detail: 'the edit was announced' }
    if (declared.some(isOfUse)) return { seen: false, detail: 'the hunk declares a new contract' }
    if (removedName(subject) !== null) return { seen: false, detail: 'what was deprecated is gone' }
    if (takesOnlyLiterals(hunks, context)) return { seen: false, detail: 'only literals left a list' }
    const isDefault = (hunk: Hunk) =>
      declared.some((change) => change.kind === 'default_changed' && isOfHeader(change, hunk, context.trees))
    // `True` for `False` in a signature is a value, not a condition
    for (const { file, after, removed, added } of hunks.filter((hunk) => !isDefault(hunk))) {
      const [old, now] = [codeOf(removed), codeOf(added)]
      if (old.length > 0 && now.length === 0) return { seen: true, detail: `${file}:${after.line} removes statements` }
      if (old.length + now.length > MOST_LINES || old.length === 0) continue
      if (isFlip(old, now)) return { seen: true, detail: `${file}:${after.line} changes operators` }
      if (isPart(now, old)) return { seen: true, detail: `${file}:${after.line} only removes` }
    }
    return { seen: false, detail: 'operators and statements are unchanged' }
  },
} satisfies Feature

function codeOf(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !/^(?:#|\/\/|\/?\*|import\b|from\b)/.test(line))
}

/** Other operators between the same names and values. */
function isFlip(old: readonly string[], now: readonly string[]): boolean {
  const bare = (lines: readonly string[]) =>
    tokensIn(lines.join('\n'))
      .filter((token) => !OPERATOR.test(token))
      .join(' ')
  return tokensIn(old.join('\n')).join(' ') !== tokensIn(now.join('\n')).join(' ') && bare(old) === bare(now)
}

/** Only a part of what was there already. */
function isPart(now: readonly string[], old: readonly string[]): boolean {
  const left = [...tokensIn(old.join('\n'))]
  return tokensIn(now.join('\n')).every((token) => {
    const at = left.indexOf(token)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
