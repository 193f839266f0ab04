import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { dataEdits } from '../data/data-edits.ts'
import type { RepairContext } from '../strategy.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import { valueKey } from '../values/value-key.ts'
import { expectationEdits } from './expectation-edits.ts'
import type { FailingAssertion } from './failing-assertions.ts'
import { isGivenToProduct } from './given-to-product.ts'
import { partEdits } from './part-edits.ts'
import { snapshotEdits } from './snapshot-edits.ts'
import { readValue } from './value-text.ts'

/** Which operand of an assertion is what the test expects, with what it was and what came instead. */
type Operand = { readonly node: SyntaxNode; readonly was: SourceValue | null; readonly actual: SourceValue }

/** Matchers that compare only what the test names. */
const OF_A_PART = /^(?:toMatchObject|partialDeepStrictEqual)$/
/** Of a list, or of the calls of a fake: a number is compared. */
const OF_LENGTH = /^toHaveLength$|^lengthOf$|CalledTimes$/

/** What would make this assertion hold again; `null` where it is not one that compares a value, or not the one that failed. */
export function expectedChange(failing: FailingAssertion, failure: ProbedFailure, context: RepairContext): ValueEdits | null {
  const { file, assertion } = failing
  const [was, now] = [failure.expected, failure.actual].map((value) => readValue(value, file.language, context.parsers))
  const special = snapshotEdits(failing, failure, context) ?? partEdits(failing, { was: was ?? null, now: now ?? null, failure }, context)
  if (special !== null) return special
  const { relation, isNegated, matcher } = assertion
  const isLength = OF_LENGTH.test(matcher)
  const isCompared = relation === 'equal' || relation === 'same' || relation === 'close' || OF_A_PART.test(matcher) || isLength
  if (isNegated || !isCompared) return null
  const actual = isLength ? lengthOf(now ?? null) : (now ?? null)
  const mode = { isPart: OF_A_PART.test(matcher) }
  const results = operands(failing, was ?? null, actual).map(({ node, was: old, actual: came }) =>
    expectationEdits(file, node, { actual: came, was: old, mode }, context),
  )
  const isWritten = results.some((one) => one.kind === 'edits' && one.edits.length > 0) || OF_A_PART.test(matcher) || isLength
  return (
    (isWritten ? null : ofDataFile(failing, was ?? null, now ?? null, context)) ??
    results.find(({ kind }) => kind === 'edits') ??
    results[0] ??
    (actual === null ? { kind: 'unedited', why: 'no-literal-form' } : null)
  )
}

/** Where no side is written in the test: the data file that it names and that holds what it expected, whichever side the probe took that for. */
function ofDataFile(
  { file, assertion }: FailingAssertion,
  was: SourceValue | null,
  now: SourceValue | null,
  { testData, testFiles, trees }: RepairContext,
): ValueEdits | null {
  const sides = [assertion.expected, assertion.actual]
  if (was === null || now === null || sides.some((side) => side !== null && isGivenToProduct(file, side, trees.after))) return null
  const texts = { data: testData, readers: [...testFiles.values()] }
  const [straight, crossed] = [dataEdits(was, now, texts), dataEdits(now, was, texts)]
  return straight !== null && crossed !== null ? unedited('several-places') : (straight ?? crossed)
}

function lengthOf(value: SourceValue | null): SourceValue | null {
  if (value === null) return null
  const length =
    'items' in value ? value.items.length : value.kind === 'leaf' && value.literal.kind === 'string' ? value.literal.value.length : null
  return length === null ? value : { kind: 'leaf', node: value.node, literal: { kind: 'integer', text: String(length) } }
}

/** The probe and the syntax mostly agree which side was expected; where they do not, the values themselves say it. */
function operands({ file, assertion }: FailingAssertion, was: SourceValue | null, now: SourceValue | null): readonly Operand[] {
  const { expected, actual } = assertion
  const straight = expected !== null && now !== null ? [{ node: withoutTolerance(file, expected), was, actual: now }] : []
  const isDistinct = was !== null && now !== null && valueKey(was) !== null && valueKey(now) !== null
  const crossed = isDistinct && actual !== null ? [{ node: withoutTolerance(file, actual), was: now, actual: was }] : []
  return [...straight, ...crossed]
}

/** `approx(value, …)` is about the value: how near it has to be stays. */
function withoutTolerance({ language, tree }: SourceFile, node: SyntaxNode): SyntaxNode {
  const value = language.values.read(tree, node)
  return value.kind === 'made' && value.name === 'approx' ? (value.parts[0]?.value.node ?? node) : node
}
