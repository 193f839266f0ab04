import type { Feature } from '../../intent-case.ts'

/** Net lines of code from which on something was written, not only replaced. */
const LEAST = 2
const COMMENT = /^\s*(?:#|\/\/|\/\*|\*)/

/** Most accidents replace or lose something; who writes statements, or a comment that says why, had something in mind. */
export const statementsAdded = {
  name: 'statements-added',
  description: 'The causal hunk adds lines of code or a comment, and does not only replace what was there.',
  weight: 1.4,
  read({ hunks }) {
    const count = (lines: readonly string[], isComment: boolean) =>
      lines.filter((line) => line.trim() !== '' && COMMENT.test(line) === isComment).length
    for (const { file, after, removed, added } of hunks) {
      const grown = count(added, false) - count(removed, false)
      const isExplained = count(added, true) > count(removed, true)
      if (grown >= LEAST) return { seen: true, detail: `${file}:${after.line} adds ${grown} lines` }
      if (isExplained) return { seen: true, detail: `${file}:${after.line} adds a comment` }
    }
    return { seen: false, detail: 'nothing was added' }
  },
} satisfies Feature
