import type { SourceFile } from '../../changes/resolve/project.ts'
import { resolveExpression } from '../../changes/resolve/resolve-expression.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { literalStyle } from '../../languages/literal-texts.ts'
import { textOf } from '../../languages/syntax.ts'
import type { RepairContext } from '../strategy.ts'
import { mayReadAs } from '../values/may-read-as.ts'
import { reconcile } from '../values/reconcile.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import { classNames } from './class-names.ts'
import { type ValuePlace, valuePlaces } from './follow-expected.ts'
import { serialised } from './serialised.ts'

export type EditContext = Pick<RepairContext, 'testFiles' | 'trees' | 'row' | 'failure'>

/** `isPart`: only what the test names is compared, so nothing is added. */
export type EditMode = { readonly isPart: boolean }

/** Parts of an expected value that accept many values. */
const WILDCARD = /^(?:expect(?:\.not)?\.\w+\(|(?:\w+\.)?ANY$|(?:pytest\.)?approx\()/

/**
 * Edits that make an expression of a test equal to the value that came, where it gets its value: in place, in a variable, a constant, a
 * fixture or the row of a table. `was` is its value when it was compared: whatever does not read so is another place.
 */
export function expectationEdits(
  file: SourceFile,
  node: SyntaxNode,
  { actual, was, mode }: { readonly actual: SourceValue; readonly was: SourceValue | null; readonly mode: EditMode },
  context: EditContext,
): ValueEdits {
  const inside = serialised(file, node, actual, was)
  if (inside !== null) return expectationEdits(file, inside.node, { ...inside, mode }, context)
  const { trees, testFiles, failure } = context
  const places = valuePlaces(file, node, { project: trees.after, frames: failure?.frames ?? [] })
  const editable = places.filter((place) => testFiles.has(place.file.path))
  if (editable.length === 0) return unedited(places.length > 0 ? 'of-the-product' : 'not-literal')
  const [only, ...others] = ofRow(reading(editable, was), context)
  if (only === undefined || others.length > 0) return unedited('several-places')
  const { language, tree } = only.file
  const place = {
    ...{ language, tree, file: only.file.path, ...mode },
    style: literalStyle(tree, language.syntax.is),
    classNamed: classNames(only.file),
    isUnchanged: (call: SyntaxNode) => isOfUnchangedFile(only.file, call, trees),
    isWildcard: (part: SyntaxNode) => WILDCARD.test(textOf(tree, part)),
    follow: (part: SyntaxNode, now: SourceValue, before: SourceValue | null): ValueEdits =>
      part === node ? unedited('not-literal') : expectationEdits(only.file, part, { actual: now, was: before, mode }, context),
  }
  return reconcile(language.values.read(tree, only.node), actual, was, place)
}

function isOfUnchangedFile(file: SourceFile, { start, end }: SyntaxNode, { before, after }: EditContext['trees']): boolean {
  const call = file.bindings().calls.find((one) => one.start === start && one.end === end)
  const target = call === undefined ? null : resolveExpression(after, file, call.callee)
  const text = target?.kind === 'symbol' ? after.text(target.file) : null
  return target?.kind === 'symbol' && text !== null && text === before.text(target.file)
}

/** Places that read as the value which was compared; a place with a part that can't be read may be any value. */
function reading(places: readonly ValuePlace[], was: SourceValue | null): readonly ValuePlace[] {
  return was === null ? places : places.filter(({ file, node }) => mayReadAs(file.language.values.read(file.tree, node), was))
}

/** Of the rows of a table the one of this test, where its rows are known one by one. */
function ofRow(places: readonly ValuePlace[], { row }: EditContext): readonly ValuePlace[] {
  if (places.length < 2 || row === null) return places
  const rows = Math.max(...places.map((place) => place.row ?? 0))
  return rows < row.count ? places.filter((place) => place.row === row.index) : places
}
