import type { Hunk } from '../../../causes/hunks.ts'
import { enclosing } from '../../../causes/relevance.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { linesOfProse } from '../../reading/prose.ts'

/** `versionchanged` and its kind exist to say that something behaves differently. */
const DIRECTIVE =
  /(?:\bversion(?:changed|added)::|\bdeprecated::|@(?:since|deprecated|version)\b|\b(?:changed|new|added) in (?:version )?v?\d)/i
const OF_A_DIRECTIVE = 2.4
const COMMENT = /^\s*(?:#|\/\/)/

/** What is written about the very thing that changed was rewritten with it. */
export const docstringRewritten = {
  name: 'docstring-rewritten',
  description: 'The docstring of what the causal hunk changes was changed too, or says since which version it is so.',
  weight: 1.2,
  read(subject) {
    const own = rewrittenDocstrings(subject)
    const said = own.flatMap(({ file, after, added }) => added.map((line) => ({ line, place: `${file}:${after.line}` })))
    const [first] = said
    if (first === undefined) return { seen: false, detail: 'its docstring is what it was' }
    const directive = said.find(({ line }) => DIRECTIVE.test(line))
    const { line, place } = directive ?? first
    return {
      seen: true,
      detail: `${place}: “${line.trim().slice(0, 120)}”`,
      ...(directive === undefined ? {} : { weight: OF_A_DIRECTIVE }),
    }
  },
} satisfies Feature

/** Prose that came within, or directly above, the declarations of the causal hunks; comments in the code are no docstring. */
function rewrittenDocstrings({ hunks, context }: IntentCase): readonly Hunk[] {
  const { after } = context.trees
  const files = new Set(hunks.map(({ file }) => file))
  const names = new Set(hunks.flatMap((hunk) => enclosing(hunk, after) ?? []))
  const near = context.hunks.filter(({ file }) => files.has(file))
  return linesOfProse(near, context.trees)
    .map((hunk) => ({ ...hunk, added: hunk.added.filter((line) => /\p{L}{3}/u.test(line) && !COMMENT.test(line)) }))
    .filter((hunk) => {
      const below = { file: hunk.file, after: { ...hunk.after, line: hunk.after.line + hunk.after.count } }
      return hunk.added.length > 0 && [hunk, below].some((place) => names.has(enclosing(place, after) ?? ''))
    })
}
