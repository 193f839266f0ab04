import type { Edit } from '../../model/candidate.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import type { Assertion } from '../languages/facets/assertions.ts'
import { languageOf } from '../languages/index.ts'
import type { SyntaxNode, SyntaxTree } from '../languages/language.ts'
import type { Parsers } from '../languages/parsers.ts'
import { lineAt, textOf } from '../languages/syntax.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { result } from '../review/checks/check.ts'

const NAME = 'same-expectations'
/** Cures that exchange a path or a port in all of a test, also where it is compared. */
const EXCHANGES: ReadonlySet<string> = new Set(['own-folder', 'free-port'])
/** Cures that give what is compared one more argument, and change nothing of what it is compared with. */
const GIVES: ReadonlySet<string> = new Set(['seed', 'fixed-clock'])

/** Every assertion compares the same two texts by the same matcher; sorting is allowed on both sides alone. */
export function sameExpectations(
  { name, edits }: { readonly name: string; readonly edits: readonly Edit[] },
  files: readonly EditedFile[],
  parsers: Parsers,
): CheckResult {
  let kept = 0
  for (const { path, before, after } of files) {
    const language = languageOf(path)
    const [oldTree, tree] = [parsers.parse(path, before), parsers.parse(path, after)]
    if (language === null || oldTree === null || tree === null) return result(NAME, false, `${path} holds no code`)
    const [olds, news] = [language.assertions.find(oldTree), language.assertions.find(tree)]
    const insertedIn = ({ statement }: Assertion): readonly string[] =>
      edits.flatMap(({ file, range: { start, end }, replacement }) => {
        return file === path && start === end && statement.start <= start && end <= statement.end ? [replacement] : []
      })
    for (const [index, old] of olds.entries()) {
      const now = news[index]
      const isEdited = edits.some(({ file, range }) => file === path && range.start < old.statement.end && old.statement.start < range.end)
      const isSame =
        now !== undefined && (isAsBefore(oldTree, old, tree, now) || (GIVES.has(name) && isGiven(oldTree, old, tree, now, insertedIn(old))))
      if (!isSame && !(isEdited && EXCHANGES.has(name)))
        return result(NAME, false, `${path}:${lineAt(before, old.statement.start)}: something else is compared`)
      kept += 1
    }
  }
  return result(
    NAME,
    kept === 0 ? null : true,
    kept === 0 ? 'the edited files hold no assertion' : `${kept} assertions compare what they compared before`,
  )
}

function isAsBefore(oldTree: SyntaxTree, old: Assertion, tree: SyntaxTree, now: Assertion): boolean {
  if (old.matcher !== now.matcher || old.isNegated !== now.isNegated) return false
  const written = (of: SyntaxTree, node: SyntaxNode | null) => (node === null ? '' : textOf(of, node).replace(/\s+/g, ' '))
  const [actual, expected] = [written(oldTree, old.actual), written(oldTree, old.expected)]
  const [isActual, isExpected] = [written(tree, now.actual), written(tree, now.expected)]
  const isSorted = isSortedFrom(actual, isActual) && isSortedFrom(expected, isExpected)
  return isSorted || (isActual === actual && isExpected === expected)
}

/** The same comparison with the same value; what is compared is as it was without what the edits insert. */
function isGiven(oldTree: SyntaxTree, old: Assertion, tree: SyntaxTree, now: Assertion, inserted: readonly string[]): boolean {
  const written = (of: SyntaxTree, node: SyntaxNode | null) => (node === null ? '' : textOf(of, node))
  const isEqual =
    old.matcher === now.matcher && old.isNegated === now.isNegated && written(oldTree, old.expected) === written(tree, now.expected)
  const without = inserted.reduce((text, part) => text.replace(part, ''), written(tree, now.actual))
  return isEqual && without === written(oldTree, old.actual)
}

/** `sorted(x)` for `x`, and for `list(x)`. */
function isSortedFrom(before: string, now: string): boolean {
  return now === `sorted(${before})` || (before.startsWith('list(') && now === `sorted(${before.slice('list('.length)}`)
}
