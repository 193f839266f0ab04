import type { Dependence, NotTried } from '../../model/hunt-part.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { Arm } from '../flakiness/arms.ts'
import { attribute, repeatCombined } from './attribute.ts'
import { confirm } from './confirm.ts'
import { type FailingCondition, failingConditions } from './failing-condition.ts'
import type { HuntContext, HuntPorts, HuntRequest } from './hunt-context.ts'
import { judgeTests } from './judge-tests.ts'
import { openHunt } from './open-hunt.ts'
import { findPolluters } from './polluters.ts'
import { armsOf, COMBINED, screen, suspectsOf } from './screen.ts'

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
  /** How each flaky test can be made to fail. */
  readonly failing: ReadonlyMap<string, FailingCondition>
}

/** Looks for flaky tests on one tree, and by experiment for what makes them fail. */
export async function hunt(ports: HuntPorts, request: HuntRequest): Promise<Hunted> {
  const { context, notTried, runs, spentMs } = await openHunt(ports, request)
  const { observations } = context
  const error = await screen(context)
  const suspects = error === null ? suspectsOf(context) : []
  const dependences = await tryFactors(context, suspects, factorsOf(context))
  const broken = brokenTests(context)
  const asked = request.tests.filter((id) => observations.tests.has(id) && !suspects.includes(id))
  const results = judgeTests(context, [...suspects, ...asked], dependences)
  const flaky = results.filter(({ isFlaky }) => isFlaky).length
  return {
    ...{ error, broken, notTried, runs: runs(), tookMs: spentMs(), results },
    stable: observations.tests.size - flaky - broken.length,
    failing: failingConditions(context, results, dependences),
  }
}

/** The names of everything that can be tried on the suspects; several together count as one of them. */
export function factorsOf(context: Pick<HuntContext, 'framework'>): readonly string[] {
  return [...armsOf(context).map(({ name }) => name), COMBINED]
}

/** Tries these factors on tests that ended differently, and confirms which of them make the difference. */
export async function tryFactors(
  context: HuntContext,
  suspects: readonly string[],
  factors: readonly string[],
): Promise<ReadonlyMap<string, Dependence>> {
  const isWanted = ({ name }: Arm) => factors.includes(name)
  const arms = armsOf(context).filter(isWanted)
  await attribute(
    context,
    suspects,
    arms.filter(({ screens }) => screens),
  )
  if (factors.includes(COMBINED)) await repeatCombined(context, suspects)
  const dependences = await findPolluters(context, suspects)
  await confirm(
    context,
    suspects.filter((id) => !dependences.has(id)),
    arms,
  )
  return dependences
}

/** Tests that failed in every run. */
export function brokenTests({ observations }: Pick<HuntContext, 'observations'>): readonly string[] {
  return [...observations.tests.keys()].filter((id) => {
    const seen = observations.of(id)
    return seen.length > 0 && seen.every(({ outcome }) => outcome === 'failed')
  })
}
