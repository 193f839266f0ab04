import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import type { FlakyCure } from '../../../src/model/result/flaky-cure.ts'
import type { FlakyTestResult } from '../../../src/model/result/flaky-test-result.ts'
import { cureGiven } from '../../support/flakes/cure-given.ts'
import type { Flake } from '../../support/flakes/flake.ts'
import { layFlake, runFlaky } from '../../support/flakes/run-flaky.ts'

/**
 * `cured`: by a cure after which the test is steady. `refused`: as it should be. `uncured`: it could have been. `wrong`: cured where the fault is in the product,
 * or still flaky. `steady`: it did not fail as it was, so that it is no case.
 */
export type AskedCure = {
  readonly flake: Flake
  readonly verdict: 'cured' | 'refused' | 'uncured' | 'wrong' | 'steady'
  readonly detail: string
  readonly cleanRuns: number
  readonly tookMs: number
  readonly printed: string
}

/** `hunted`: the whole of `suture flaky --cure --apply`, and a second hunt of what it wrote. Else the cause is given, and the uncured test has to fail first. */
export async function askCure(flake: Flake, minutes: string, isHunted: boolean): Promise<AskedCure> {
  const startedAt = Date.now()
  const { repository, env } = await layFlake(flake)
  const found = { cleanRuns: 0, printed: '' }
  const answer = (verdict: AskedCure['verdict'], detail: string): AskedCure => ({
    flake,
    verdict,
    detail,
    ...found,
    tookMs: Date.now() - startedAt,
  })
  try {
    const words = ['--cure', '--apply', '--budget', minutes]
    const first = isHunted ? await runFlaky(repository, env, words) : await cureGiven(flake, repository.dir, env)
    found.printed = first.printed
    const result = first.results.find(({ testId, isFlaky }) => testId === flake.test && isFlaky)
    if (result === undefined) return answer('steady', 'it did not fail as it was')
    if (result.cure === undefined) return answer('refused' in flake.ends ? 'refused' : 'uncured', whyNot(result))
    if ('refused' in flake.ends) return answer('wrong', `cured by ${result.cure.name}, and the fault is in the product`)
    found.cleanRuns = result.cure.cleanRuns.runs
    if (!isHunted) return answer('cured', curedBy(result.cure))
    const second = await runFlaky(repository, env, ['--budget', minutes])
    const isSteady = !second.results.some(({ testId, isFlaky }) => testId === flake.test && isFlaky)
    return answer(isSteady ? 'cured' : 'wrong', `${curedBy(result.cure)}; a second hunt finds it ${isSteady ? 'steady' : 'flaky'}`)
  } finally {
    repository.remove()
  }
}

function curedBy({ name, cleanRuns: { runs, needed, rate, condition } }: FlakyCure): string {
  return `${name}, ${runs} clean runs of ${needed} needed (${Math.round(100 * rate)} % failed before) ${condition}`
}

function whyNot({ rootCauses, uncured }: FlakyTestResult): string {
  const causes = rootCauses.map(({ cause, factor }) => (factor === undefined ? cause : `${cause} (${factor})`)).join(', ')
  return `${causes}: ${uncured === undefined ? 'no reason' : plainReason(uncured)}`
}
