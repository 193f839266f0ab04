import type { RunRequest } from '../../model/runs/test-run.ts'
import type { Arm } from '../flakiness/arms.ts'
import type { HuntContext } from './hunt-context.ts'
import { COMBINED, combined, roundOf, screeningArms, tryOnce, usualOutcome } from './screen.ts'

/** Under equal conditions, so that one pass and one failure among them are proof. */
const AGAIN = 3
const OTHER_SEEDS = 4

/** A change by itself, and the tests that ended otherwise in a run which had it among others. */
type Trial = { readonly arm: Arm; readonly variant: number; readonly of: readonly string[] }

/**
 * Tries by itself each change that was there when a test ended otherwise: another order and other workers of everything, anything else on their files
 * alone. What was not there cannot be why. Tests that end both ways as they are wait for `confirm`.
 */
export async function attribute(
  context: HuntContext,
  suspects: readonly string[],
  arms: readonly Arm[] = screeningArms(context),
): Promise<void> {
  const stable = suspects.filter((id) => usualOutcome(context, id) !== 'mixed')
  for (const { arm, variant, of } of trialsOf(context, stable, arms)) {
    const files = [...new Set(of.flatMap((id) => context.observations.tests.get(id)?.file ?? []))]
    const tested: RunRequest = arm.isWhole ? context.whole : { ...context.whole, files, collect: false }
    const change = arm.variants[variant]
    if (change !== undefined) await tryOnce(context, { ...arm, of: arm.variants.length }, variant, change, tested)
  }
}

/** Of seeds as many again with which nothing ended otherwise: one seed alone shows no dependence on it. */
function trialsOf(context: HuntContext, stable: readonly string[], arms: readonly Arm[]): readonly Trial[] {
  return arms.flatMap((arm) => {
    const trials = arm.variants.flatMap((_, variant): readonly Trial[] => {
      const of = stable.filter((id) => deviates(context, id, roundOf(context, arm, variant)))
      return of.length > 0 ? [{ arm, variant, of }] : []
    })
    if (arm.shows !== 'variant' || trials.length === 0) return trials
    const of = [...new Set(trials.flatMap((trial) => trial.of))]
    const others = arm.variants.map((_, variant) => variant).filter((variant) => trials.every((trial) => trial.variant !== variant))
    return [...trials, ...others.slice(0, OTHER_SEEDS).map((variant) => ({ arm, variant, of }))]
  })
}

/**
 * Runs that changed several things made these fail or pass, and no change does so by itself: the same runs again tell whether that was chance.
 */
export async function repeatCombined(context: HuntContext, suspects: readonly string[]): Promise<void> {
  const changes = combined(screeningArms(context))
  for (const [variant, change] of changes.entries()) {
    const open = suspects.filter((id) => deviates(context, id, variant) && !isSeenElsewhere(context, id))
    for (let count = 0; count < AGAIN && open.length > 0; count += 1) {
      const place = { name: COMBINED, words: 'the same again', of: changes.length }
      if (!(await tryOnce(context, place, variant, change))) return
    }
  }
}

function isSeenElsewhere(context: HuntContext, id: string): boolean {
  const usual = usualOutcome(context, id)
  return (
    usual === 'mixed' ||
    screeningArms(context).some(({ name }) => {
      const { failed, runs } = context.observations.count(id, name)
      return usual === 'passed' ? failed > 0 : failed < runs
    })
  )
}

function deviates({ observations }: HuntContext, id: string, variant: number): boolean {
  const { failed, runs } = observations.count(id, COMBINED, variant)
  const usual = usualOutcome({ observations }, id)
  return runs > 0 && usual !== 'mixed' && failed > 0 !== (usual === 'failed')
}
