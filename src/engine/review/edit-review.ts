import type { Edit } from '../../model/candidate.ts'
import { type Cause, declaredChanges } from '../../model/cause.ts'
import { standInRenames } from '../changes/doubles/renamed-members.ts'
import { isTestData } from '../frameworks/test-data.ts'
import { languageOf } from '../languages/index.ts'
import type { Parsers } from '../languages/parsers.ts'
import { applyEdits } from '../repair/apply-edits.ts'
import { misplacedData } from '../repair/data/data-edit-review.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { removedParts } from '../repair/removal/removed-parts.ts'
import { addedMembers } from '../repair/setup/added-members.ts'
import { addedParameters } from '../repair/setup/added-parameters.ts'
import { passedOptions } from '../repair/setup/passed-options.ts'
import { openCaller } from './checks/callers-follow.ts'
import type { TextReview } from './checks/check.ts'
import { readEdits } from './declared-edits.ts'
import { isDeclaredClass } from './reading/declared-class.ts'
import { areOnlyItems } from './reading/moved-items.ts'
import { expectedText, unclearText } from './reading/renamed-text.ts'
import { areSameHoles } from './reading/same-holes.ts'
import { isWholeValue } from './reading/whole-value.ts'

/**
 * What the texts say of one edit. `declared`: the source declares it, and every expectation reads as before. `explained`: the cause
 * replaces exactly the value that the edit replaces. `unexplained`: it changes what the test expects, and nothing says why to this value.
 * `foreign`: none of its causes asks for it. `doubted`: the source declares it, but a text that is no source may still use the old contract,
 * or a value comes with it that nobody else gives.
 */
export type EditStanding = 'declared' | 'doubted' | 'explained' | 'unexplained' | 'foreign'
export type EditReview = { readonly standing: EditStanding; readonly reason: string }

/** Values that occur everywhere: one of them becoming another explains nothing. */
const TRIVIAL: ReadonlySet<string> = new Set([
  '0',
  '1',
  '-1',
  'True',
  'False',
  'None',
  'true',
  'false',
  'null',
  'undefined',
  "''",
  '""',
  '[]',
  '{}',
  '()',
])

/** One review for each edit, in their order. */
export function reviewEdits(review: TextReview, causes: readonly Cause[]): readonly EditReview[] {
  const read = new Map(review.reached.map((file) => [file.path, readEdits(file, review)]))
  const [doubt] = review.changes.flatMap((change) => openCaller(change, review.callers(change)) ?? [])
  const texts = new Map(review.files.map((file) => [file.path, file]))
  return review.edits.map((edit) => {
    if (edit.effect === 'expectation')
      return (
        expectedText(edit, causes, review) ??
        doubleStanding(edit, causes, review) ??
        expectation(edit, causes, texts.get(edit.file), review)
      )
    if (edit.effect === 'setup') return setup(edit, review)
    if (edit.effect === 'removal') return removal(edit, causes, review)
    const found = read.get(edit.file)
    if (found?.foreign) return { standing: 'foreign', reason: found.foreign.reason }
    const why = unclearText(edit, review) ?? doubt ?? found?.doubt ?? null
    return why === null ? { standing: 'declared', reason: 'the source declares it' } : { standing: 'doubted', reason: why }
  })
}

/** A member of a test's own object that follows the class for which it seems to stand, found again from the texts; `null` for any other edit. */
function doubleStanding(
  { file: path, range, replacement, causes: ids }: Edit,
  causes: readonly Cause[],
  { trees }: TextReview,
): EditReview | null {
  const file = trees.before.file(path)
  const changes = declaredChanges(causes.filter(({ id }) => ids.includes(id)))
  const found = file === null || changes.length === 0 ? [] : standInRenames(file, trees, changes)
  const isRename = found.some(({ start, end, after }) => start === range.start && end === range.end && after === replacement)
  return isRename ? { standing: 'unexplained', reason: 'only its other members say for which class the object stands' } : null
}

/** What the test's own objects lack of what is real, and what its calls got by themselves before, found again from the texts. */
function setup({ file: path, range, replacement }: Edit, { trees }: TextReview): EditReview {
  const file = trees.before.file(path)
  const isAmong = (edits: readonly Pick<Edit, 'range' | 'replacement'>[]): boolean =>
    edits.some((one) => one.range.start === range.start && one.range.end === range.end && one.replacement === replacement)
  if (file !== null && isAmong(addedMembers(file, trees)))
    return { standing: 'unexplained', reason: 'the real one has the member, and the product began to call it' }
  if (file !== null && isAmong(addedParameters(file, trees)))
    return { standing: 'unexplained', reason: 'the real one takes it since the change, and the product gives it' }
  if (file !== null && isAmong(passedOptions(file, trees)))
    return { standing: 'unexplained', reason: 'it is what the call got by itself before' }
  return { standing: 'foreign', reason: 'it adds more than what the code under test began to need' }
}

/** Whole tests, assertions and imports that are about nothing but what a named cause removed, found again from the texts. */
function removal(
  { file: path, range, replacement, causes: ids }: Edit,
  causes: readonly Cause[],
  { trees, callers }: TextReview,
): EditReview {
  const gone = declaredChanges(causes.filter(({ id }) => ids.includes(id))).filter(({ kind }) => kind === 'removed')
  const file = trees.before.file(path)
  const parts = file === null || gone.length === 0 ? null : removedParts(file, gone, trees)
  const isPart = parts?.kind === 'edits' && parts.edits.some((part) => part.start === range.start && part.end === range.end)
  if (replacement !== '' || !isPart) return { standing: 'foreign', reason: 'it takes away more than what is about the removed code' }
  const isOpen = gone.some((change) => callers(change).unmigrated.length > 0 || openCaller(change, callers(change)) !== null)
  return isOpen
    ? { standing: 'unexplained', reason: 'something may still use what was removed' }
    : { standing: 'explained', reason: 'all that it is about was removed, and nothing uses that any more' }
}

/** A value for a value, where the file has it, and nothing beside it; or items that came or went. */
function expectation(edit: Edit, causes: readonly Cause[], file: EditedFile | undefined, review: TextReview): EditReview {
  const { value, causes: ids } = edit
  const isClass = file !== undefined && isDeclaredClass(edit, declaredChanges(causes.filter(({ id }) => ids.includes(id))), file, review)
  const misplaced = value === undefined || file === undefined ? BESIDE : isClass ? null : misplacedIn(edit, value, file, review.parsers)
  if (misplaced !== null || value === undefined) return { standing: 'foreign', reason: misplaced ?? BESIDE }
  const explaining = causes.find(
    (cause) =>
      ids.includes(cause.id) && cause.kind === 'hunk' && cause.replaced?.before === value.before && cause.replaced.after === value.after,
  )
  return explaining === undefined || TRIVIAL.has(value.before) || TRIVIAL.has(value.after)
    ? { standing: 'unexplained', reason: 'no changed line replaces this value by that one' }
    : { standing: 'explained', reason: 'the changed line replaces this very value' }
}

function misplacedIn(edit: Edit, value: NonNullable<Edit['value']>, file: EditedFile, parsers: Parsers): string | null {
  const isData = languageOf(file.path) === null && isTestData(file.path)
  return isData ? misplacedData(edit, file.path, file.before) : misplacedValue(edit, value, file, parsers)
}

const BESIDE = 'it replaces more than the value that it names'

/** Why an edit is more than the value that it names; `null` where it is not. */
function misplacedValue(
  edit: Edit,
  value: { readonly before: string; readonly after: string },
  { path, before }: EditedFile,
  parsers: Parsers,
): string | null {
  const { range, replacement } = edit
  const now = applyEdits(before, [edit])
  const come = { start: range.start, end: range.start + replacement.length }
  if (value.before === '' || value.after === '') {
    const came = value.before === ''
    const [text, without, region] = came ? [now, before, come] : [before, now, range]
    const at = text.slice(region.start, region.end).indexOf(came ? value.after : value.before)
    const start = region.start + at
    const items = { start, end: start + (value.after || value.before).length }
    return at >= 0 && areOnlyItems({ path, text, items, without }, parsers) ? null : 'it changes more than the items that it names'
  }
  if (before.slice(range.start, range.end) !== value.before || replacement !== value.after) return BESIDE
  const isValue = isWholeValue(path, before, range, parsers) && isWholeValue(path, now, come, parsers)
  return isValue || areSameHoles(path, { text: before, range }, { text: now, range: come }, parsers)
    ? null
    : 'it replaces something other than a literal by a literal'
}
