import { reason } from '../../../model/reason.ts'
import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import { exchangedLiterals } from '../expected/exchanged-literals.ts'
import { expectedChange } from '../expected/expected-change.ts'
import { failingAssertions } from '../expected/failing-assertions.ts'
import { areSteady, isStable } from '../expected/stable-value.ts'
import { isAboutCalls } from '../mocks/call-assertions.ts'
import { expectedCallEdits } from '../mocks/expected-calls.ts'
import { followedDoubles } from '../mocks/followed-doubles.ts'
import { patchTargets } from '../mocks/patch-targets.ts'
import { suspicious } from '../mocks/suspicious-calls.ts'
import { expectationFindings, type RepairContext, type Strategy, type StrategyFinding, unfollowed } from '../strategy.ts'

export const updateMock: Strategy = {
  name: 'update_mock',
  description:
    'Patches a name where the product looks it up now, gives fakes the new names of members, and changes the calls that a mock is expected to have to those that came.',
  propose: (context) => [...patchTargets(context), ...followedDoubles(context), ...expectedCalls(context)],
}

function expectedCalls(context: RepairContext): readonly StrategyFinding[] {
  const { failure, failures, testFiles, trees } = context
  if (failure === null || failure.actual === null) return []
  const asked = failingAssertions(failure, (path) => testFiles.has(path), trees.after).filter(isAboutCalls)
  if (asked.length === 0) return []
  const changesOf = (seen: ProbedFailure) =>
    asked.flatMap((one) => expectedCallEdits(one, seen, context) ?? expectedChange(one, seen, context) ?? [])
  const found = changesOf(failure)
  const [first, ...others] = found.flatMap((one) => (one.kind === 'edits' && one.edits.length > 0 ? [one.edits] : []))
  const computed = first === undefined ? asked.flatMap((one) => exchangedLiterals(one, context)) : []
  if (computed.length > 0) return expectationFindings(context, computed)
  const bad = suspicious(first ?? [], failure)
  if (bad?.why === 'unusable') return unfollowed(context, reason('value-not-usable', { value: bad.value }))
  if (bad !== null) return unfollowed(context, reason('call-not-followed', { why: bad.why }))
  if (first === undefined || others.length > 0) {
    const why = found.find((one) => one.kind === 'unedited')?.why
    return unfollowed(context, why === undefined ? reason('call-not-followed', { why: 'number' }) : reason('expected-not-edited', { why }))
  }
  const editsOf = (seen: ProbedFailure) => changesOf(seen).flatMap((one) => (one.kind === 'edits' ? one.edits : []))
  return isStable(failures) || areSteady(editsOf, failures)
    ? expectationFindings(context, first)
    : unfollowed(context, reason('value-not-stable', {}))
}
