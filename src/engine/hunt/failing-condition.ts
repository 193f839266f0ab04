import type { Dependence } from '../../model/hunt-part.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { RunRequest } from '../../model/runs/test-run.ts'
import { type Count, sumOf } from '../flakiness/count.ts'
import { armCounts, usualCount } from './confirm.ts'
import type { HuntContext } from './hunt-context.ts'
import { namedOf } from './judge-tests.ts'
import { CONFIRMATIONS } from './polluters.ts'

/**
 * How a test can be made to fail. `runs` are laid over a request for its file: any of them may be the one that fails. `count`: how often it failed
 * so. `words` end the sentence 'it passed in all runs'.
 */
export type FailingCondition = {
  readonly words: string
  readonly runs: readonly Partial<RunRequest>[]
  readonly count: Count
}

type Judging = Pick<HuntContext, 'framework' | 'observations'>

/** Of each flaky test among these. */
export function failingConditions(
  context: Judging,
  results: readonly FlakyTestResult[],
  dependences: ReadonlyMap<string, Dependence>,
): ReadonlyMap<string, FailingCondition> {
  const flaky = results.filter(({ isFlaky }) => isFlaky)
  return new Map(flaky.map(({ testId: id }) => [id, failingCondition(context, id, dependences.get(id))]))
}

/** Where what another test leaves behind is the cause, that order; else the variants of the factor with which it fails most often. */
function failingCondition(context: Judging, id: string, dependence: Dependence | undefined): FailingCondition {
  if (dependence !== undefined && dependence.kind !== 'order') return inOrder(context, id, dependence)
  const [strongest] = namedOf(context, id)
  const usual = usualCount(context, id)
  const asItIs = { words: 'as it is', runs: [{}], count: usual }
  if (strongest === undefined || strongest.arm.effect === 'less') return asItIs
  const { arm } = strongest
  const counts = armCounts(context, arm, id).variants
  const failing = context.observations
    .variants(id, arm.name)
    .flatMap((variant, index) => ((counts[index]?.failed ?? 0) > 0 ? [{ change: arm.variants[variant] ?? {}, count: counts[index] }] : []))
  const count = sumOf(failing.flatMap((one) => one.count ?? []))
  const isRarer = count.runs === 0 || count.failed / count.runs < usual.failed / Math.max(1, usual.runs)
  return isRarer ? asItIs : { words: arm.words, runs: failing.map(({ change }) => change), count }
}

function inOrder({ observations }: Judging, id: string, { kind, others }: Dependence): FailingCondition {
  const testIds = kind === 'victim' ? [...others, id] : [id]
  const files = [...new Set(testIds.flatMap((each) => observations.tests.get(each)?.file ?? []))]
  const words = kind === 'victim' ? `after ${others.join(', ')}` : 'alone'
  return { words, runs: [{ files, testIds, listed: true }], count: { failed: CONFIRMATIONS, runs: CONFIRMATIONS } }
}
