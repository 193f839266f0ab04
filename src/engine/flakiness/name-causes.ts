import type { Arm } from './arms.ts'
import { type Count, differs, isMixed, rateChange, rateInterval, sumOf } from './count.ts'

/** How unlikely it must be that runs with equal seeds only ended alike by chance. */
const BY_CHANCE = 0.02
/** So sure it must be that one of two factors makes more of a difference. */
const CLEARER = 0.9

/** What the runs of one factor showed of a test, for each variant that was tried. */
export type ArmCounts = { readonly arm: Arm; readonly variants: readonly Count[] }

/** A factor that turns the failure on and off; `evidence` is a sentence. `contrast`: how far its rate is from the usual one. */
export type NamedCause = { readonly arm: Arm; readonly evidence: string; readonly contrast: number; readonly seen: Count }

/**
 * The factors that change how often a test fails, what ends all failures and then the strongest first. None where nothing does: then the cause is unknown. So it is in a tie: factors of
 * different causes that make the same difference.
 */
export function nameCauses(usual: Count, arms: readonly ArmCounts[]): readonly NamedCause[] {
  const named = arms.flatMap(({ arm, variants }) => {
    if (arm.shows === 'variant') return byVariant(arm, variants) ?? []
    return arm.shows === 'rate' ? (byRate(arm, usual, variants) ?? []) : []
  })
  // one processor is less of what a load takes away
  const isLoad = named.some(({ arm }) => arm.name === 'load')
  const own = named.filter(({ arm }) => !(isLoad && arm.name === 'one processor'))
  return own.toSorted((one, other) => Number(endsIt(other)) - Number(endsIt(one)) || other.contrast - one.contrast)
}

/** A seed may also fix how long the product needs; where the test waits longer, it does not fail at all. */
function endsIt({ arm, seen }: NamedCause): boolean {
  return arm.effect === 'less' && seen.failed === 0
}

/** The second factor, where it is of another cause than the first and as strong. */
export function tiedWith([first, ...others]: readonly NamedCause[]): NamedCause | null {
  if (first === undefined) return null
  const isTied = ({ arm, seen }: NamedCause) =>
    arm.cause !== first.arm.cause && arm.shows === first.arm.shows && differs(seen, first.seen) < CLEARER
  return others.find(isTied) ?? null
}

function byRate(arm: Arm, usual: Count, variants: readonly Count[]): NamedCause | null {
  const changed = variants.filter((count) => {
    const found = rateChange(usual, count)
    return found !== null && (arm.effect === 'any' || arm.effect === found)
  })
  if (changed.length === 0) return null
  const seen = sumOf(changed)
  const contrast = Math.abs(share(seen) - share(usual))
  return { arm, contrast, seen, evidence: `it failed in ${words(seen)} ${arm.words}, and in ${words(usual)} otherwise` }
}

/** With the same seed it always ends alike, with another one it may not. */
function byVariant(arm: Arm, variants: readonly Count[]): NamedCause | null {
  const repeated = variants.filter(({ runs }) => runs > 1)
  const failing = repeated.filter(({ failed }) => failed > 0)
  if (failing.length === 0 || failing.length === repeated.length || repeated.some(isMixed)) return null
  const rate = share(sumOf(repeated))
  const byChance = repeated.reduce((product, { runs }) => product * (rate ** runs + (1 - rate) ** runs), 1)
  if (byChance > BY_CHANCE) return null
  const runs = sumOf(repeated).runs
  const evidence = `it ended alike in all ${runs} runs with the same seed (${arm.name}): it failed with ${failing.length} of ${repeated.length} seeds`
  return { arm, contrast: 1, seen: sumOf(failing), evidence }
}

function share({ failed, runs }: Count): number {
  return runs === 0 ? 0 : failed / runs
}

function words(count: Count): string {
  const [low, high] = rateInterval(count).map((rate) => Math.round(100 * rate))
  return `${count.failed} of ${count.runs} runs (${low} to ${high} %)`
}
