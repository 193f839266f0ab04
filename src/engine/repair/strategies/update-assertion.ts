import { reason } from '../../../model/reason.ts'
import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import { exchangedLiterals, exchangedNames } from '../expected/exchanged-literals.ts'
import { expectedChange } from '../expected/expected-change.ts'
import { type FailingAssertion, failingAssertions } from '../expected/failing-assertions.ts'
import { areSteady, isStable } from '../expected/stable-value.ts'
import { unusable } from '../expected/unusable-value.ts'
import { isAboutCalls } from '../mocks/call-assertions.ts'
import { expectationFindings, type RepairContext, type Strategy, unfollowed } from '../strategy.ts'
import type { ValueEdit, ValueEdits } from '../values/value-edit.ts'

export const updateAssertion: Strategy = {
  name: 'update_assertion',
  description:
    'Changes the expected value of the assertion that failed to the one that came: the smallest edit, wherever the value is written.',
  propose(context) {
    const { failure, failures, testFiles, trees } = context
    if (failure === null || failure.actual === null) return []
    const assertions = failingAssertions(failure, (path) => testFiles.has(path), trees.after).filter((one) => !isAboutCalls(one))
    if (assertions.length === 0) return []
    const found = changesOf(failure, assertions, context)
    const distinct = distinctEdits(found)
    const [first, ...others] = distinct
    if (first === undefined) {
      const computed = assertions.flatMap((one) => exchangedLiterals(one, context))
      if (computed.length > 0) return expectationFindings(context, computed)
    }
    if (first === undefined || others.length > 0) {
      const why = found.find((one) => one.kind === 'unedited')
      return unfollowed(context, reason('expected-not-edited', { why: others.length > 0 ? 'several-places' : (why?.why ?? 'not-literal') }))
    }
    const editsOf = (one: ProbedFailure) => {
      const [own, ...more] = distinctEdits(changesOf(one, assertions, context))
      return more.length > 0 ? null : (own ?? null)
    }
    if (!isStable(failures) && !areSteady(editsOf, failures)) return unfollowed(context, reason('value-not-stable', {}))
    const bad = unusable(failure)
    if (bad !== null) return unfollowed(context, reason('value-not-usable', { value: bad }))
    return [...assertions.map((one) => exchangedNames(one, context)), first].flatMap((some) => expectationFindings(context, some))
  },
}

function changesOf(failure: ProbedFailure, assertions: readonly FailingAssertion[], context: RepairContext): readonly ValueEdits[] {
  return assertions.map((one) => expectedChange(one, failure, context)).filter((one) => one !== null)
}

function distinctEdits(found: readonly ValueEdits[]): readonly (readonly ValueEdit[])[] {
  const edits = found.flatMap((one) => (one.kind === 'edits' && one.edits.length > 0 ? [one.edits] : []))
  return [...new Map(edits.map((some) => [JSON.stringify(some), some])).values()]
}
