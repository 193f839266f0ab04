import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { pathTo } from '../../languages/node-path.ts'
import { distance } from '../values/distance.ts'
import { allEdits, unedited, type ValueEdits } from '../values/value-edit.ts'
import { valueKey } from '../values/value-key.ts'
import { type EditContext, expectationEdits } from './expectation-edits.ts'
import type { FailingAssertion } from './failing-assertions.ts'

const OF_CALLS = /^toHaveBeen(?:Last)?CalledWith$|^toHaveBeenCalledExactlyOnceWith$|^(?:lastC|toBeC)alledWith$/

/** Edits of the arguments that a fake expects to be called with; `null` where the matcher is about something else. */
export function callEdits(
  { file, assertion }: FailingAssertion,
  { was, now }: { readonly was: SourceValue | null; readonly now: SourceValue | null },
  context: EditContext,
): ValueEdits | null {
  if (!OF_CALLS.test(assertion.matcher)) return null
  if (assertion.isNegated || was === null || now === null || !('items' in now) || !('items' in was)) return unedited('no-literal-form')
  const [expected] = was.items
  const written = assertion.expected === null ? [] : argumentsAround(file, assertion.expected)
  const call =
    expected === undefined ? undefined : likeliest(expected, assertion.matcher.includes('Last') ? now.items.slice(-1) : now.items)
  if (expected === undefined || call === undefined || !('items' in expected) || !('items' in call)) return unedited('no-counterpart')
  if (written.length !== call.items.length || expected.items.length !== call.items.length) return unedited('layout')
  const pairs = written.map((node, index) => ({ node, before: expected.items[index], after: call.items[index] }))
  return allEdits(
    pairs.map(({ node, before, after }) => {
      const isSame = before !== undefined && after !== undefined && valueKey(before) !== null && valueKey(before) === valueKey(after)
      if (isSame || after === undefined) return allEdits([])
      return expectationEdits(file, node, { actual: after, was: before ?? null, mode: { isPart: false } }, context)
    }),
  )
}

function argumentsAround({ language, tree }: SourceFile, argument: SyntaxNode): readonly SyntaxNode[] {
  const around = pathTo(tree.root, argument).findLast((node) => language.syntax.call(node)?.arguments.includes(argument) === true)
  return around === undefined ? [] : (language.syntax.call(around)?.arguments ?? [])
}

/** The one call that the expected one may have become. */
function likeliest(expected: SourceValue, calls: readonly SourceValue[]): SourceValue | undefined {
  const ranked = calls.map((call) => ({ call, apart: distance(expected, call) })).toSorted((one, other) => one.apart - other.apart)
  const [first, second] = ranked
  return first !== undefined && (second === undefined || second.apart > first.apart) ? first.call : undefined
}
