import { isOfHeader } from '../causes/declaring-hunks.ts'
import type { Hunk } from '../causes/hunks.ts'
import type { Feature } from './intent-case.ts'

const OPERATOR = /===|!==|==|!=|<=|>=|<<|>>|&&|\|\||\?\?|\/\/|\*\*|\b(?:and|or|not|is|in|True|False|true|false)\b|[<>!+\-*/%&|^]/g
/** Larger hunks are rewritten code, in which other operators say nothing. */
const MOST_LINES = 6

/** A flipped comparison, another operator, a statement that is gone: what an accident looks like, small and inside. */
export const logicEdit = {
  name: 'logic edit',
  description: 'The causal hunk only flips an operator or a condition, or takes a statement away.',
  weight: -1,
  read({ hunks, declared, announced, context }) {
    if (announced !== null) return { seen: false, detail: 'the edit was announced' }
    const isDefault = (hunk: Hunk) =>
      declared.some((change) => change.kind === 'default_changed' && isOfHeader(change, hunk, context.trees))
    // `True` for `False` in a signature is a value, not a condition
    for (const { file, after, removed, added } of hunks.filter((hunk) => !isDefault(hunk))) {
      const [old, now] = [codeOf(removed), codeOf(added)]
      if (old.length > 0 && now.length === 0) return { seen: true, detail: `${file}:${after.line} takes statements away` }
      if (old.length + now.length > MOST_LINES || old.length === 0) continue
      const [before, behind] = [operatorsIn(old), operatorsIn(now)]
      if (before !== behind) return { seen: true, detail: `${file}:${after.line} has other operators than before` }
    }
    return { seen: false, detail: 'operators and statements stayed' }
  },
} satisfies Feature

function codeOf(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !/^(?:#|\/\/|\/?\*|import\b|from\b)/.test(line))
}

function operatorsIn(lines: readonly string[]): string {
  const bare = lines.join('\n').replace(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, '""')
  return (bare.match(OPERATOR) ?? []).toSorted().join(' ')
}
