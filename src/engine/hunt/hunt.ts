import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { RunRequest } from '../../model/runs/test-run.ts'
import { subjectTitle } from '../../model/test-ref.ts'
import { flakyProbability } from '../flakiness/flaky-probability.ts'
import { flakyTestResult } from '../flakiness/flaky-test-result.ts'
import { type NamedCause, nameCauses, tiedWith } from '../flakiness/name-causes.ts'
import { attribute, repeatCombined } from './attribute.ts'
import { armCounts, confirm, isProvenFlaky, usualCount } from './confirm.ts'
import { budgeted, type HuntContext, type HuntPorts, type HuntRequest, type NotTried } from './hunt-context.ts'
import { createObservations, USUAL } from './observations.ts'
import { type Dependence, findPolluters } from './polluters.ts'
import { armsOf, screen, suspectsOf, usualOutcome } from './screen.ts'

/**
 * What a hunt found. `results`: of the flaky tests, then of those that were asked for. `broken`: tests that failed in every run: no rerun shows why.
 * `error`: why nothing could be run.
 */
export type Hunted = {
  readonly results: readonly FlakyTestResult[]
  readonly broken: readonly string[]
  readonly stable: number
  readonly notTried: readonly NotTried[]
  readonly runs: number
  readonly tookMs: number
  readonly error: string | null
}

/** Looks for flaky tests on one tree, and by experiment for what makes them fail. */
export async function hunt(ports: HuntPorts, request: HuntRequest): Promise<Hunted> {
  const { workspace, framework, progress = () => undefined } = ports
  const { run, each, runs, spentMs } = budgeted(ports, request.budgetMs)
  const observations = createObservations()
  const notTried: NotTried[] = []
  const context: HuntContext = {
    ...{ framework, observations, request, progress, run, each },
    whole: await wholeOf(ports, request),
    read: (path) => workspace.readFile('head', path),
    notTried: ({ name }, reason) => {
      if (!notTried.some(({ arm }) => arm === name)) notTried.push({ arm: name, reason })
    },
  }
  await workspace.checkOut('head', new Map())
  const error = await screen(context)
  const suspects = error === null ? suspectsOf(context) : []
  await attribute(context, suspects)
  await repeatCombined(context, suspects)
  const dependences = await findPolluters(context, suspects)
  await confirm(
    context,
    suspects.filter((id) => !dependences.has(id)),
  )
  const broken = [...observations.tests.keys()].filter((id) => observations.of(id).every(({ outcome }) => outcome === 'failed'))
  const asked = request.tests.filter((id) => observations.tests.has(id) && !suspects.includes(id))
  const results = [...suspects, ...asked].flatMap((id) => judged(context, id, dependences.get(id)) ?? [])
  const flaky = results.filter(({ isFlaky }) => isFlaky)
  return {
    ...{ error, broken, notTried, runs: runs(), tookMs: spentMs() },
    results: [...flaky, ...results.filter(({ isFlaky, testId }) => !isFlaky && request.tests.includes(testId))],
    stable: observations.tests.size - flaky.length - broken.length,
  }
}

/** Everything that the framework collects, or the files of the tests that were asked for. */
async function wholeOf({ workspace, framework }: HuntPorts, { tests }: HuntRequest): Promise<RunRequest> {
  const files = await workspace.listFiles('head')
  const known = new Set(files)
  const own = [...new Set(tests.flatMap((id) => framework.testRef(id, known)?.file ?? []))]
  return own.length > 0 ? { files: own, testIds: [] } : { files: [...files], testIds: [], collect: true }
}

function judged(context: HuntContext, id: string, dependence: Dependence | undefined): FlakyTestResult | null {
  const { observations, request } = context
  const test = observations.tests.get(id)
  if (test === undefined) return null
  const arms = armsOf(context)
  const usual = usualCount(context, id)
  const named = nameCauses(
    usual,
    arms.map((arm) => armCounts(context, arm, id)),
  )
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

/** One entry a cause, with what its strongest factor showed. */
function ofFactors(named: readonly NamedCause[]): FlakyTestResult['rootCauses'] {
  const [first] = named
  const tied = tiedWith(named)
  if (first !== undefined && tied !== null)
    return [{ cause: 'unknown', evidence: `two things make the same difference: ${first.evidence}; ${tied.evidence}` }]
  const causes = new Map(named.toReversed().map(({ arm, evidence }) => [arm.cause, evidence]))
  return [...causes].reverse().map(([cause, evidence]) => ({ cause, evidence }))
}

/** What a victim says that finds something taken, or too much of it open. */
const TAKEN = /in use|EADDRINUSE|EMFILE|too many open|exhausted|thread|descriptor|socket|leak|locked|handle/i

/** A polluter that leaves something open, and a victim that says so: then that is the cause, and the order shows it. */
function ofOthers(context: HuntContext, id: string, { kind, others, cleaner, evidence }: Dependence): FlakyTestResult['rootCauses'] {
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
