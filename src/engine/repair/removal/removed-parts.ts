import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees, UseSite } from '../../changes/uses/use-site.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import type { Import, Range } from '../../languages/language.ts'
import { hasLivingUse } from './living-use.ts'
import { removedRows } from './removed-rows.ts'
import { lineRanges, type PlacedStatement, statementAround, withEmptied } from './statement-ranges.ts'
import { unusedImports } from './unused-imports.ts'
import { isAboutNothingElse } from './whole-file.ts'

/** What goes of a test file, or why nothing can. */
export type RemovedParts =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | {
      readonly kind: 'none'
      readonly why: 'outside-tests' | 'still-exercises' | 'no-assertion-left' | 'whole-file' | 'layout' | 'more-than-rows' | 'still-named'
    }

/**
 * The tests, assertions and rows of a file that are about nothing but what these changes removed, with the imports that nothing uses any more.
 * All or nothing: a use that cannot go leaves everything as it is; a file of which nothing would be left goes as a whole. `null` where the file uses none of it. Pure in the texts, so that a
 * reviewer finds the same.
 */
export function removedParts(file: SourceFile, changes: readonly ContractChange[], trees: Trees): RemovedParts | null {
  const sites = changes.flatMap((change) => useSites(change, file.path, trees).sites)
  if (sites.length === 0) return null
  const broken = new Set(sites.flatMap((site) => (site.kind === 'import_name' ? [site.import] : [])))
  const uses = sites.filter(({ kind }) => kind !== 'import_name')
  if (uses.some(({ kind }) => kind !== 'name' && kind !== 'member')) return { kind: 'none', why: 'still-exercises' }
  const aliased = namesOf(file, broken)
  const gone: readonly Range[] = [...uses, ...aliased]
  const tests = file.language.tests.rangesIn(file)
  const rows = removedRows(file, { gone, changes }, trees)
  if (typeof rows === 'string') return { kind: 'none', why: rows }
  const whole: PlacedStatement[] = []
  const parts: PlacedStatement[] = []
  for (const use of gone.filter((one) => !rows.uses.has(one))) {
    const placed = testAround(file, use, tests)
    if (typeof placed === 'string') return { kind: 'none', why: placed }
    if (whole.some(({ node }) => node === placed.node)) continue
    if (!hasLivingUse(file, placed.node, gone, trees, 'all')) {
      whole.push(placed)
      continue
    }
    const assertion = assertionOf(file, use, gone, trees)
    if (assertion === null) return { kind: 'none', why: 'still-exercises' }
    if (!parts.some(({ node }) => node === assertion.node)) parts.push(assertion)
    if (!keepsAssertion(file, placed.node, parts)) return { kind: 'none', why: 'no-assertion-left' }
  }
  if (parts.length === 0 && isAboutNothingElse(file, { whole, tests, broken }, trees))
    return { kind: 'edits', edits: [{ start: 0, end: file.text.length, replacement: '' }] }
  return withoutStatements(file, { whole, parts, rows: rows.ranges, tests, broken })
}

/** What a file is taken apart by; `whole` are tests, `parts` assertions and `rows` those of tables. */
type Cut = {
  readonly whole: readonly PlacedStatement[]
  readonly parts: readonly PlacedStatement[]
  readonly rows: readonly Range[]
  readonly tests: readonly Range[]
  readonly broken: ReadonlySet<Import>
}

function withoutStatements(file: SourceFile, { whole, parts, rows, tests, broken }: Cut): RemovedParts {
  const emptied = withEmptied(file, whole, (node) => tests.some(({ start, end }) => start === node.start && end === node.end))
  if (emptied === null) return { kind: 'none', why: 'whole-file' }
  const ranges = [...lineRanges(file, emptied), ...lineRanges(file, parts), ...rows]
  const imports = unusedImports(file, ranges, broken)
  if (imports === null) return { kind: 'none', why: 'layout' }
  return { kind: 'edits', edits: [...ranges.map(({ start, end }) => ({ start, end, replacement: '' })), ...imports] }
}

/** The statement of the innermost test around a use, or why there is none. */
function testAround(file: SourceFile, use: Range, tests: readonly Range[]): PlacedStatement | 'outside-tests' | 'more-than-rows' {
  const [test] = tests.filter((one) => holds(one, use)).toSorted((one, other) => one.end - one.start - (other.end - other.start))
  const statement = test === undefined ? null : statementAround(file, test)
  if (statement !== null) return statement
  return file.language.tables.rowAround(file.tree, use) === null ? 'outside-tests' : 'more-than-rows'
}

function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** Every use of a name that a broken import bound, under whatever name. */
function namesOf(file: SourceFile, broken: ReadonlySet<Import>): readonly Range[] {
  return file.bindings().names.filter(({ binding }) => binding?.kind === 'import' && broken.has(binding.import))
}

/** The one assertion that is this use's statement, and about nothing else. */
function assertionOf(file: SourceFile, use: Pick<UseSite, 'start' | 'end'>, gone: readonly Range[], trees: Trees): PlacedStatement | null {
  const statement = statementAround(file, use)
  if (statement === null) return null
  const [only, ...others] = file.language.assertions.find(file.tree).filter((one) => one.statement === statement.node)
  if (only === undefined || others.length > 0) return null
  return hasLivingUse(file, statement.node, gone, trees, 'named') ? null : statement
}

/** A test without an assertion would pass whatever the product does. */
function keepsAssertion(file: SourceFile, test: Range, parts: readonly PlacedStatement[]): boolean {
  return file.language.assertions
    .find(file.tree)
    .some(({ statement }) => holds(test, statement) && !parts.some(({ node }) => holds(node, statement)))
}
