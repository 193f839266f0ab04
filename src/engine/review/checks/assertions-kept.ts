import type { Edit } from '../../../model/candidate.ts'
import { isTestData } from '../../frameworks/test-data.ts'
import type { Assertion } from '../../languages/facets/assertions.ts'
import { languageOf } from '../../languages/index.ts'
import type { Language, Range, SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { lineAt, textOf } from '../../languages/syntax.ts'
import { applyEdits } from '../../repair/apply-edits.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import { looserPattern, weaker } from '../reading/assertion-strength.ts'
import { type Check, result } from './check.ts'

const NAME = 'assertions-kept'
/** Words by which a test stops being one, waits, or is tried again. */
const EVASIONS =
  /\b(?:skip|skipif|skipIf|skipTest|xfail|todo|suppress|sleep|setTimeout|retry|retries|flaky|fails|failing)\b|\btry\b|\bcatch\b|\bexcept\b/g
/** A larger one lets more pass. */
const TOLERANCE = /\b(?:rel|abs|delta|rtol|atol)\s*=\s*$/
/** A smaller one lets more pass. */
const DIGITS = /\bplaces\s*=\s*$/
const CLOSE_DIGITS = /\btoBeCloseTo\([^()]*,\s*$/
const CLOSE_DELTA = /\b(?:closeTo|approximately|approx)\([^()]*,\s*$/
const PATTERN = /\bmatch\s*=\s*$|\b(?:assertRaisesRegex|assertRegex)\([^()]*,\s*$|\.(?:toThrow|toThrowError|toMatch)\(\s*$/

export const assertionsKept = {
  name: NAME,
  description: 'No assertion is gone or demands less: not a lesser comparison, a wider tolerance, a looser pattern, or any exception.',
  needs: 'text',
  examine({ edits, files, parsers }) {
    // what data is expected is judged edit by edit
    const code = files.filter(({ path }) => languageOf(path) !== null || !isTestData(path))
    const changed = code.filter(({ path }) => edits.some(({ file, effect }) => file === path && effect !== 'reach'))
    if (changed.length === 0) {
      return result(
        NAME,
        null,
        code.length < files.length ? 'no assertion is edited: the data is that they read' : 'every expectation is as it was',
      )
    }
    let kept = 0
    for (const file of changed) {
      const own = edits.filter((edit) => edit.file === file.path)
      const found = compared(file, own, parsers)
      if (typeof found === 'string') return result(NAME, false, `${file.path}${found}`)
      kept += found
    }
    return kept === 0
      ? result(NAME, null, 'the edited files hold no assertion')
      : result(NAME, true, `${kept} assertions demand as much as before`)
  },
} satisfies Check

/** How many assertions are kept, or what is lost: a place and a reason. What a removal takes away with the test is no assertion that is lost. */
function compared({ path, before, after }: EditedFile, edits: readonly Edit[], parsers: Parsers): number | string {
  const language = languageOf(path)
  const [oldTree, tree] = [parsers.parse(path, before), parsers.parse(path, after)]
  if (language === null || oldTree === null || tree === null) return ' holds no code'
  const removals = edits.filter(({ effect }) => effect === 'removal')
  const isRemoved = ({ statement }: Assertion) => removals.some(({ range }) => range.start <= statement.start && statement.end <= range.end)
  const olds = language.assertions.find(oldTree).filter((one) => !isRemoved(one))
  const news = language.assertions.find(tree)
  if (news.length < olds.length) return `: ${olds.length - news.length} assertions are gone`
  const evasions = (text: string) => text.match(EVASIONS)?.length ?? 0
  // what the code under test finds is read again from the texts, edit by edit: its names are the product's
  const own = applyEdits(
    before,
    edits.filter(({ effect }) => effect !== 'setup'),
  )
  if (evasions(own) > evasions(before)) return ': it skips, waits, catches or tries again where it did not'
  for (const [index, old] of olds.entries()) {
    const now = news[index]
    const why =
      now && weaker({ assertion: old, expected: expectedText(oldTree, old) }, { assertion: now, expected: expectedText(tree, now) })
    if (why) return `:${lineAt(before, old.statement.start)}: ${why}`
  }
  const wide = edits.map((edit) => ({ edit, why: wider(edit, oldTree, language) })).find(({ why }) => why !== null)
  return wide ? `:${lineAt(before, wide.edit.range.start)}: ${wide.why}` : olds.length
}

function expectedText(tree: SyntaxTree, { expected }: Assertion): string | null {
  return expected === null ? null : textOf(tree, expected)
}

/** Of a literal that is no expected value but says how near, or which texts will do. The edit may be a part of it. */
function wider(edit: Edit, tree: SyntaxTree, { syntax }: Language): string | null {
  const { text } = tree
  const { start, end } = literalAround(tree.root, edit.range, syntax.is) ?? edit.range
  const lead = text.slice(Math.max(0, start - 200), start)
  const old = text.slice(start, end)
  const now = text.slice(start, edit.range.start) + edit.replacement + text.slice(edit.range.end, end)
  const [was, is] = [Number(old), Number(now)]
  if ((TOLERANCE.test(lead) || CLOSE_DELTA.test(lead)) && !(is <= was)) return 'the tolerance is wider'
  if ((DIGITS.test(lead) || CLOSE_DIGITS.test(lead)) && !(is >= was)) return 'fewer digits have to agree'
  return PATTERN.test(lead) ? looserPattern(old, now) : null
}

function literalAround(node: SyntaxNode, range: Range, is: Language['syntax']['is']): Range | null {
  if (is(node, 'string', 'number', 'regex')) return node
  const inner = node.children.find((child) => child.start <= range.start && range.end <= child.end)
  return inner === undefined ? null : literalAround(inner, range, is)
}
