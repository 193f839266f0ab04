import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import type { FlakyTestResult } from '../../../src/model/result/flaky-test-result.ts'
import type { Flake } from '../../support/flakes/flake.ts'
import { layFlake, runFlaky } from '../../support/flakes/run-flaky.ts'

/**
 * `cured`: by the cure that it is a case of or another one, and steady after it. `refused`: as it should be. `uncured`: it could have been. `wrong`: cured where
 * the fault is in the product, or still flaky. `steady`: the first hunt did not find it flaky.
 */
export type AskedCure = {
  readonly flake: Flake
  readonly verdict: 'cured' | 'refused' | 'uncured' | 'wrong' | 'steady'
  readonly detail: string
  readonly tookMs: number
  readonly printed: string
}

export async function askCure(flake: Flake, minutes: string): Promise<AskedCure> {
  const startedAt = Date.now()
  const { repository, env } = await layFlake(flake)
  try {
    const first = await runFlaky(repository, env, ['--cure', '--apply', '--budget', minutes])
    const found = first.results.find(({ testId, isFlaky }) => testId === flake.test && isFlaky)
    const answer = (verdict: AskedCure['verdict'], detail: string): AskedCure => {
      return { flake, verdict, detail, tookMs: Date.now() - startedAt, printed: first.printed }
    }
    if (found === undefined) return answer('steady', 'the hunt did not find it flaky')
    const { cure } = found
    if (cure === undefined)
      return answer(
        'refused' in flake.ends ? 'refused' : 'uncured',
        `${causesOf(found)}: ${found.uncured === undefined ? '' : plainReason(found.uncured)}`,
      )
    if ('refused' in flake.ends) return answer('wrong', `cured by ${cure.name}, and the fault is in the product`)
    const second = await runFlaky(repository, env, ['--budget', minutes])
    const isSteady = !second.results.some(({ testId, isFlaky }) => testId === flake.test && isFlaky)
    const { runs, condition } = cure.cleanRuns
    return answer(
      isSteady ? 'cured' : 'wrong',
      `${cure.name}, ${runs} clean runs ${condition}; the second hunt finds it ${isSteady ? 'steady' : 'flaky'}`,
    )
  } finally {
    repository.remove()
  }
}

function causesOf({ rootCauses }: FlakyTestResult): string {
  return rootCauses.map(({ cause, factor }) => (factor === undefined ? cause : `${cause} (${factor})`)).join(', ')
}
