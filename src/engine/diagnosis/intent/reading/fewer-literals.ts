import { editedTokens } from '../../causes/edited-tokens.ts'
import type { Hunk } from '../../causes/hunks.ts'
import type { DiagnosisContext } from '../../rule.ts'

const LITERAL = /^(?:[rbuf]{0,2}["'`]|[-+]?\d)/iu

/** The hunks do nothing but take literals out of lists, sets and tables: less is accepted, and no logic changed. */
export function takesOnlyLiterals(hunks: readonly Hunk[], { trees }: DiagnosisContext): boolean {
  return (
    hunks.length > 0 &&
    hunks.every((hunk) => {
      const { gone, come } = editedTokens(hunk, trees)
      const [values, signs] = [gone.filter((token) => LITERAL.test(token)), gone.filter((token) => !LITERAL.test(token))]
      return come.every((token) => token === ',') && values.length > 0 && signs.every((token) => /^[,:]$/.test(token))
    })
  )
}
