import type { ProbedFailure, ProbedValue } from '../../../model/runs/test-run.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import type { Parsers } from '../../languages/parsers.ts'
import type { ValueEdits } from '../values/value-edit.ts'
import { valueKey } from '../values/value-key.ts'
import { type EditContext, expectationEdits } from './expectation-edits.ts'
import type { FailingAssertion } from './failing-assertions.ts'
import { valueOfText } from './value-text.ts'

type ChangeContext = EditContext & { readonly parsers: Parsers }

/** Which operand of an assertion is what the test expects, with what it was and what came instead. */
type Operand = { readonly node: SyntaxNode; readonly was: SourceValue | null; readonly actual: SourceValue }

/** Matchers that compare only what the test names. */
const OF_A_PART = /^(?:toMatchObject|partialDeepStrictEqual)$/

/** What would make this assertion hold again; `null` where it is not one that compares a value, or not the one that failed. */
export function expectedChange(
  { file, assertion }: FailingAssertion,
  failure: Pick<ProbedFailure, 'expected' | 'actual'>,
  context: ChangeContext,
): ValueEdits | null {
  const { relation, isNegated, matcher } = assertion
  if (isNegated || !(relation === 'equal' || relation === 'same' || relation === 'close' || OF_A_PART.test(matcher))) return null
  const readAsValue = (value: ProbedValue | null): SourceValue | null => {
    const text = value?.literal ?? value?.expression ?? null
    return text === null ? null : valueOfText(text, file.language, context.parsers)
  }
  const [expected, actual] = [readAsValue(failure.expected), readAsValue(failure.actual)]
  const mode = { isPart: OF_A_PART.test(matcher) }
  const results = operands(assertion, expected, actual).map(({ node, was, actual: now }) =>
    expectationEdits(file, node, { actual: now, was, mode }, context),
  )
  return (
    results.find(({ kind }) => kind === 'edits') ?? results[0] ?? (actual === null ? { kind: 'unedited', why: 'no-literal-form' } : null)
  )
}

/** The probe and the syntax mostly agree which side was expected; where they do not, the values themselves say it. */
function operands(
  { expected, actual }: FailingAssertion['assertion'],
  was: SourceValue | null,
  now: SourceValue | null,
): readonly Operand[] {
  const straight = expected !== null && now !== null ? [{ node: expected, was, actual: now }] : []
  const isDistinct = was !== null && now !== null && valueKey(was) !== null && valueKey(now) !== null
  const crossed = isDistinct && actual !== null ? [{ node: actual, was: now, actual: was }] : []
  return [...straight, ...crossed]
}
