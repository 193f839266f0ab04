import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { type EarlierFailure, findEarlierFailures } from '../history/similar-failures.ts'
import { listFailuresOfHealing } from '../history/test-failures.ts'
import type { Answer } from '../triage/answer.ts'
import type { SimilarFailure } from '../triage/similar-failure.ts'

const SHOWN = 3 // for each test

/** Answers with the earlier failures of the repository that have the same signature: the same values first, then the same test, then the newest. */
export async function withSimilarFailures(database: Database, healing: Healing, answers: readonly Answer[]): Promise<readonly Answer[]> {
  const failures = await listFailuresOfHealing(database, healing.repositoryId, healing.id)
  const pairs = failures.map(({ signature }) => ({ strictSignature: signature.strict, looseSignature: signature.loose }))
  const unique = [...new Map(pairs.map((pair) => [pair.strictSignature, pair])).values()]
  const earlier = await findEarlierFailures(database, healing, unique)
  if (earlier.length === 0) return answers
  const [byTest, byLoose] = [Map.groupBy(failures, ({ test }) => test.testId), Map.groupBy(earlier, (one) => one.looseSignature)]
  return answers.map((answer) => {
    const signatures = (byTest.get(answer.testId) ?? []).map(({ signature }) => signature)
    const strict = new Set(signatures.map((signature) => signature.strict))
    const alike = [...new Set(signatures.flatMap(({ loose }) => byLoose.get(loose) ?? []))]
    const isExact = (one: EarlierFailure) => strict.has(one.strictSignature)
    const isSame = ({ testId }: EarlierFailure) => testId === answer.testId
    const ranked = alike.toSorted(
      (a, b) => Number(isExact(b)) - Number(isExact(a)) || Number(isSame(b)) - Number(isSame(a)) || b.at.getTime() - a.at.getTime(),
    )
    return { ...answer, similarFailures: ranked.slice(0, SHOWN).map((one) => similar(one, isExact(one))) }
  })
}

function similar(
  { testId, at, headSha, pullNumber, verdict, rootCause, repair, isQuarantined }: EarlierFailure,
  exact: boolean,
): SimilarFailure {
  const fate = repair ?? { outcome: isQuarantined ? ('quarantined' as const) : ('none' as const), pullNumber: null }
  return { testId, at: at.toISOString(), exact, headSha, pullNumber, verdict, rootCause, fate }
}
