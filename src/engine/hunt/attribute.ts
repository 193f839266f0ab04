import type { RunRequest } from '../../model/runs/test-run.ts'
import type { Arm } from '../flakiness/arms.ts'
import { isMixed } from '../flakiness/count.ts'
import type { HuntContext } from './hunt-context.ts'
import { COMBINED, combined, ROUNDS, screeningArms, tryOnce, usualOutcome } from './screen.ts'

/** Under equal conditions, so that one pass and one failure among them are proof. */
const AGAIN = 3

/** Tries each factor by itself on these tests: another order of everything, anything else on their files alone. */
export async function attribute(context: HuntContext, suspects: readonly string[]): Promise<void> {
  const files = [...new Set(suspects.flatMap((id) => context.observations.tests.get(id)?.file ?? []))]
  if (files.length === 0) return
  const { whole } = context
  const isStable = suspects.some((id) => usualOutcome(context, id) !== 'mixed')
  for (const arm of screeningArms(context)) {
    if (arm.shows === 'order' && !isStable) continue
    const tested: RunRequest = arm.shows === 'order' ? whole : { ...whole, files, collect: false }
    for (const [variant, change] of arm.variants.entries()) {
      // an order in which nothing ended otherwise needs no run of its own
      if (arm.shows === 'order' && !suspects.some((id) => deviates(context, id, variant))) continue
      if (arm.shows === 'variant' && variant >= ROUNDS && isShown(context, arm, suspects)) break
      if (!(await tryOnce(context, { ...arm, of: arm.variants.length }, variant, change, tested))) break
    }
  }
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

/** Whether each test that fails by itself has ended both ways with these seeds: further ones would show nothing new. */
function isShown(context: HuntContext, { name }: Pick<Arm, 'name'>, suspects: readonly string[]): boolean {
  return suspects.every((id) => usualOutcome(context, id) !== 'mixed' || isMixed(context.observations.count(id, name)))
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
