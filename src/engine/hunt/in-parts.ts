import type { Dependence, HuntPart } from '../../model/hunt-part.ts'
import type { Framework } from '../frameworks/framework.ts'
import { failingConditions } from './failing-condition.ts'
import { brokenTests, factorsOf, type Hunted, tryFactors } from './hunt.ts'
import type { HuntPorts, HuntRequest } from './hunt-context.ts'
import { judgeTests } from './judge-tests.ts'
import { createObservations } from './observations.ts'
import { type OpenHunt, openHunt } from './open-hunt.ts'
import { COMBINED, screen, suspectsOf } from './screen.ts'

/** The first machine of a hunt: everything as it is, and with many things changed at once. */
export async function surveySuite(ports: HuntPorts, request: HuntRequest): Promise<HuntPart> {
  const open = await openHunt(ports, request)
  const error = await screen(open.context)
  const suspects = error === null ? suspectsOf(open.context) : []
  const broken = brokenTests(open.context)
  const stable = open.context.observations.tests.size - broken.length - suspects.length
  return { ...partOf(open, suspects, new Map()), broken: [...broken], stable, error }
}

/** Another machine, at the same time as others: some factors, tried on the suspects. */
export async function tryOnSuspects(
  ports: HuntPorts,
  request: HuntRequest,
  surveyed: HuntPart,
  factors: readonly string[],
): Promise<HuntPart> {
  const open = await openHunt(ports, request, [surveyed])
  const dependences = await tryFactors(open.context, surveyed.suspects, factors)
  return partOf(open, surveyed.suspects, dependences)
}

/**
 * The factors of the machine `leg` of `legs`, counted from 1. Other orders belong to the first one: what they show has to be looked for with
 * many more runs.
 */
export function factorsOfLeg(framework: Framework, leg: number, legs: number): readonly string[] {
  const ordered = factorsOf({ framework })
  const others = ordered.filter((name) => name !== 'order' && name !== COMBINED)
  if (legs === 1) return ordered
  return leg === 1 ? ['order', COMBINED] : others.filter((_, index) => index % (legs - 1) === leg - 2)
}

/** What all machines of a hunt saw of one framework's tests, judged together. The first part is the survey. */
export function judgeParts(framework: Framework, request: HuntRequest, parts: readonly HuntPart[]): Hunted {
  const [surveyed] = parts
  const suspects = surveyed?.suspects ?? []
  const dependences = new Map(parts.flatMap((part) => part.dependences.map(({ testId, dependence }) => [testId, dependence] as const)))
  const context = { framework, request, observations: createObservations(parts) }
  const results = judgeTests(context, suspects, dependences)
  const sum = (of: (part: HuntPart) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    results,
    broken: surveyed?.broken ?? [],
    stable: (surveyed?.stable ?? 0) + suspects.length - results.length,
    notTried: parts.flatMap(({ notTried }) => notTried),
    ...{ runs: sum(({ runs }) => runs), tookMs: sum(({ tookMs }) => tookMs) },
    error: parts.find(({ error }) => error !== null)?.error ?? null,
    failing: failingConditions(context, results, dependences),
  }
}

function partOf(
  { context, notTried, runs, spentMs }: OpenHunt,
  suspects: readonly string[],
  found: ReadonlyMap<string, Dependence>,
): HuntPart {
  const { framework, observations } = context
  return {
    framework: framework.name,
    ...observations.added(suspects),
    ...{ suspects: [...suspects], broken: [], stable: 0, notTried: [...notTried], runs: runs(), tookMs: spentMs(), error: null },
    dependences: [...found].map(([testId, dependence]) => ({ testId, dependence })),
  }
}
