import type { RunConditions } from '../../model/runs/run-conditions.ts'
import type { RunRequest } from '../../model/runs/test-run.ts'
import { ARMS, type Arm } from '../flakiness/arms.ts'
import { isMixed } from '../flakiness/count.ts'
import type { HuntContext, HuntRun } from './hunt-context.ts'
import { USUAL } from './observations.ts'

export const USED_UP = 'the time that it may take was used up'

/** Every order of the tests is tried. Of seeds there are more, for tests that are known to fail. */
const ROUNDS = 8

/** As many runs are made before it is looked at what they showed. */
const MOST_AT_ONCE = 10

/** The arm of runs in which several factors were changed at once. */
export const COMBINED = 'combined'

/** The factors that can be tried on this framework's tests. */
export function armsOf({ framework }: Pick<HuntContext, 'framework'>): readonly Arm[] {
  return ARMS.filter(({ frameworks }) => frameworks.includes(framework.name))
}

/** Those that are tried on tests which never failed so far. */
export function screeningArms(context: Pick<HuntContext, 'framework'>): readonly Arm[] {
  return armsOf(context).filter(({ screens }) => screens)
}

/**
 * Runs everything as it is, then with many factors changed at once: what ends as always in these runs depends on none of them, and only for the rest each is
 * tried by itself. Returns why nothing can be said, or `null`.
 */
export async function screen(context: HuntContext): Promise<string | null> {
  const error = await runAsItIs(context)
  if (error !== null) return error
  const together = combined(screeningArms(context))
  for (const [variant, change] of together.entries()) {
    const isTried = await tryOnce(
      context,
      { name: COMBINED, words: 'with several things changed at once', of: together.length },
      variant,
      change,
    )
    if (!isTried) break
  }
  return null
}

/** Variants of all factors, so that each of them occurs; those that can't be together are runs of their own. */
export function combined(arms: readonly Arm[]): readonly Arm['variants'][number][] {
  const apart = arms.flatMap(({ variants }) => variants.filter(({ conditions }) => conditions === undefined))
  const lists = arms.flatMap(({ variants }) => {
    const own = variants.flatMap(({ conditions }) => conditions ?? [])
    return own.length > 0 ? [own] : []
  })
  const count = Math.min(ROUNDS, Math.max(0, ...lists.map(({ length }) => length)))
  const rounds = Array.from({ length: count }, (_, round) => ({
    // what has few variants is there in some of the runs only: its absence is as telling
    conditions: Object.assign({}, ...lists.map((own) => own[round] ?? {})) as RunConditions,
  }))
  return [...rounds, ...apart]
}

/** The combined run in which a change was made; -1 where it was made in none. */
export function roundOf(context: Pick<HuntContext, 'framework'>, arm: Arm, variant: number): number {
  const rounds = combined(screeningArms(context))
  if (arm.variants[variant]?.conditions !== undefined) return variant < ROUNDS ? variant : -1
  const apart = screeningArms(context).flatMap((one) => one.variants.flatMap((each) => (each.conditions === undefined ? [each] : [])))
  return rounds.length - apart.length + apart.findIndex((each) => each.secondRun === true)
}

async function runAsItIs(context: HuntContext): Promise<string | null> {
  const { observations, request, progress, whole, each, notTried } = context
  let count = 0
  while (count < request.runs || (count < request.mostRuns && isOpen(context))) {
    // the first one says how long a run takes
    const size = count === 0 ? 1 : (count < request.runs ? request.runs : request.mostRuns) - count
    progress('run', `${count} of ${Math.max(count + size, request.runs)}, as it is`)
    const seen = await each(whole, Array<readonly string[]>(Math.min(size, MOST_AT_ONCE)).fill([]))
    const broken = seen.find(({ status }) => status === 'broken')
    if (broken !== undefined) return broken.reason
    for (const one of seen) observations.add(USUAL, 0, one)
    count += seen.length
    if (seen.length < Math.min(size, MOST_AT_ONCE)) {
      notTried({ name: USUAL }, `only ${count} runs: ${USED_UP}`)
      return null
    }
  }
  return null
}

/** Whether a test that was asked for has not yet ended both ways. */
function isOpen(context: HuntContext): boolean {
  return context.request.tests.some((id) => context.observations.tests.has(id) && usualOutcome(context, id) !== 'mixed')
}

/** One run with a change; `false` where it was not made, or says nothing. */
export async function tryOnce(
  { observations, progress, whole, run, notTried }: HuntContext,
  { name, words, of }: Pick<Arm, 'name' | 'words'> & { readonly of: number },
  variant: number,
  change: Arm['variants'][number],
  tested: RunRequest = whole,
): Promise<boolean> {
  progress('try', `${words} (${variant + 1} of ${of})`)
  const seen = await run({ ...tested, ...change })
  const why = whyUnusable(seen, name === COMBINED)
  if (why !== null || seen === null) {
    notTried({ name }, why ?? USED_UP)
    return false
  }
  observations.add(name, variant, seen)
  return true
}

/** Why a run says nothing of what it was made for. */
export function whyUnusable(seen: HuntRun | null, isPart = false): string | null {
  if (seen === null) return USED_UP
  return (isPart ? null : seen.unmet?.[0]?.reason) ?? (seen.status === 'broken' ? seen.reason : null)
}

/** Tests that ended differently in any two runs. */
export function suspectsOf({ observations, request }: Pick<HuntContext, 'observations' | 'request'>): readonly string[] {
  const asked = new Set(request.tests)
  return [...observations.tests.keys()].filter((id) => {
    if (asked.size > 0 && !asked.has(id)) return false
    return new Set(observations.of(id).map(({ outcome }) => outcome)).size > 1
  })
}

/** How a test ends as it is, where it always ends alike. */
export function usualOutcome({ observations }: Pick<HuntContext, 'observations'>, testId: string): 'passed' | 'failed' | 'mixed' {
  const count = observations.count(testId, USUAL)
  if (isMixed(count)) return 'mixed'
  return count.failed > 0 ? 'failed' : 'passed'
}
