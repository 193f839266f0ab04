import { allFail } from './beta.ts'
import { COMMON_PRIOR, type FailurePrior } from './failure-prior.ts'

/** So sure that a failure is real that no further rerun is worth its time. */
const SURE = 0.95

/** What reruns of one failure showed, all with the same code, selection and order. */
export type Reruns = { readonly passed: number; readonly failed: number }

/**
 * `flaky`: it passed too, which is proof. `real`: it came back so often that it is real with this probability. `again`: a further rerun can
 * still change what is said.
 */
export type RerunDecision =
  | { readonly kind: 'flaky' }
  | { readonly kind: 'real'; readonly probability: number }
  | { readonly kind: 'again'; readonly probability: number }

/** What to do after these reruns of a failure. */
export function decideRerun({ passed, failed }: Reruns, prior: FailurePrior = COMMON_PRIOR): RerunDecision {
  if (passed > 0) return { kind: 'flaky' }
  const probability = realProbability(failed, prior)
  return { kind: probability >= SURE ? 'real' : 'again', probability }
}

/** How likely a failure is real that came back in each of so many reruns. */
export function realProbability(failed: number, { flaky, again }: FailurePrior): number {
  const real = 1 - flaky
  return real / (real + flaky * allFail(again, failed))
}

/** After how many reruns that all fail no further one is made. */
export function mostReruns(prior: FailurePrior = COMMON_PRIOR): number {
  let count = 0
  while (decideRerun({ passed: 0, failed: count }, prior).kind === 'again') count += 1
  return count
}
