import type { Dependence } from '../../model/hunt-part.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import { subjectTitle } from '../../model/test-ref.ts'
import { flakyProbability } from '../flakiness/flaky-probability.ts'
import { flakyTestResult } from '../flakiness/flaky-test-result.ts'
import { type NamedCause, nameCauses, tiedWith } from '../flakiness/name-causes.ts'
import { armCounts, isProvenFlaky, usualCount } from './confirm.ts'
import type { HuntContext } from './hunt-context.ts'
import { USUAL } from './observations.ts'
import { armsOf, usualOutcome } from './screen.ts'

type Judging = Pick<HuntContext, 'framework' | 'observations' | 'request'>

/** What the runs of a hunt say of each of these tests; flaky ones first, others only where they were asked for. */
export function judgeTests(
  context: Judging,
  testIds: readonly string[],
  dependences: ReadonlyMap<string, Dependence>,
): readonly FlakyTestResult[] {
  const results = testIds.flatMap((id) => judged(context, id, dependences.get(id)) ?? [])
  const { tests } = context.request
  return [...results.filter(({ isFlaky }) => isFlaky), ...results.filter(({ isFlaky, testId }) => !isFlaky && tests.includes(testId))]
}

function judged(context: Judging, id: string, dependence: Dependence | undefined): FlakyTestResult | null {
  const { observations, request } = context
  const test = observations.tests.get(id)
  if (test === undefined) return null
  const usual = usualCount(context, id)
  const named = namedOf(context, id)
  const isProven = dependence !== undefined || named.length > 0 || isProvenFlaky(context, id)
  const score = isProven ? 1 : flakyProbability(usual)
  const causes = [...(dependence ? ofOthers(context, id, dependence) : []), ...ofFactors(named)]
  const isFlaky = isProven || score >= request.threshold
  const unknown = { cause: 'unknown' as const, evidence: 'no factor that was tried changes how often it fails' }
  // a test that ends alike as it is shows what it does only where something was changed
  const isShown = isProven && usualOutcome(context, id) !== 'mixed'
  const runs = observations.of(id).filter(({ arm }) => isShown || arm === USUAL)
  return flakyTestResult({ testId: id, testName: subjectTitle(test) }, runs, {
    isFlaky,
    flakinessScore: score,
    rootCauses: isFlaky && causes.length === 0 ? [unknown] : causes,
  })
}

/** The factors that change how often a test fails, the strongest first. */
export function namedOf(context: Pick<HuntContext, 'framework' | 'observations'>, id: string): readonly NamedCause[] {
  return nameCauses(
    usualCount(context, id),
    armsOf(context).map((arm) => armCounts(context, arm, id)),
  )
}

/** One entry a cause, with what its strongest factor showed. */
function ofFactors(named: readonly NamedCause[]): FlakyTestResult['rootCauses'] {
  const [first] = named
  const tied = tiedWith(named)
  if (first !== undefined && tied !== null)
    return [{ cause: 'unknown', evidence: `two things make the same difference: ${first.evidence}; ${tied.evidence}` }]
  const causes = new Map(named.toReversed().map(({ arm, evidence }) => [arm.cause, { evidence, factor: arm.name }]))
  return [...causes].reverse().map(([cause, shown]) => ({ cause, ...shown }))
}

/** What a victim says that finds something taken, or too much of it open. */
const TAKEN = /in use|EADDRINUSE|EMFILE|too many open|exhausted|thread|descriptor|socket|leak|locked|handle/i

/** A polluter that leaves something open, and a victim that says so: then that is the cause, and the order shows it. */
function ofOthers(context: Judging, id: string, { kind, others, cleaner, evidence }: Dependence): FlakyTestResult['rootCauses'] {
  const [first = ''] = others
  if (kind === 'order') return [{ cause: 'order_dependent', evidence }]
  if (kind === 'brittle') return [{ cause: 'order_dependent', evidence, cleaner: first }]
  const by = { polluter: first, ...(cleaner === null ? {} : { cleaner }) }
  const order = { cause: 'order_dependent' as const, evidence, ...by }
  const left = others.flatMap((other) => context.observations.left(other).map((what) => `${other} leaves ${what} open`))
  const says = context.observations.of(id).some(({ failure }) => failure !== null && TAKEN.test(failure.message))
  if (left.length === 0 || !says) return [order]
  return [{ cause: 'resource_leak', evidence: `${evidence}; ${left.join(', ')}`, ...by }, order]
}
