import type { ClaimedCure } from '../../../protocol/hunt-report.ts'

/** Without these a cure is an idea. */
const NEEDED = ['clean-runs', 'passes-alone']
/** So sure the clean runs have to be, as the runner counts them too. */
const SURE = 0.95
const FEWEST = 5

/** Why what the runner itself says of its runs is too little to offer a cure; `null` where it is enough. */
export function whyNotShown({ checks, cleanRuns: { runs, rate } }: ClaimedCure): string | null {
  const failed = checks.find(({ outcome }) => outcome === 'failed')
  if (failed !== undefined) return `its own runs refute it: ${failed.name}`
  const lost = NEEDED.find((name) => !checks.some((check) => check.name === name && check.outcome === 'passed'))
  if (lost !== undefined) return `its runs do not show ${lost}`
  if (runs < FEWEST || rate <= 0 || (1 - rate) ** runs > 1 - SURE)
    return `${runs} clean runs are too few where it failed in ${Math.round(100 * rate)} % of runs`
  return null
}
