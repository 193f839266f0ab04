import { listCiJobs } from '../history/ci-jobs.ts'
import type { Database } from '../history/connection/database.ts'
import { findDeclined } from '../history/declined-signatures.ts'
import type { Healing } from '../history/healings/healing.ts'
import { findQuarantined } from '../history/quarantines.ts'
import { findPassedLater } from '../history/test-executions.ts'
import { countHealingsOfSignatures, listFailuresOfHealing, type StoredFailure } from '../history/test-failures.ts'
import type { FailedTest } from '../triage/failed-test.ts'

/** The failing tests of a healing, one entry a test over all jobs, with what history knows of each failure. */
export async function failedTests(database: Database, healing: Healing, now: Date): Promise<readonly FailedTest[]> {
  const failures = await listFailuresOfHealing(database, healing.repositoryId, healing.id)
  const keyed = failures.map((failure) => ({
    failure,
    ...{ testId: failure.test.testId, strictSignature: failure.signature.strict, looseSignature: failure.signature.loose },
  }))
  const quarantined = await findQuarantined(database, healing.repositoryId, keyed, now)
  const declined = await findDeclined(database, healing.repositoryId, keyed)
  const passed = await passedLater(database, healing.repositoryId, failures)
  const healings = await earlierHealings(database, healing, [...new Set(keyed.map(({ strictSignature }) => strictSignature))])
  const tests: FailedTest[] = []
  for (const [testId, all] of Map.groupBy(keyed, (one) => one.testId)) {
    const [first] = all
    if (!first) continue
    const signatures = [...new Set(all.map(({ strictSignature }) => strictSignature))]
    const mutes = all.map((one) => quarantined.get(one))
    const [mute] = mutes
    const no = all.map((one) => declined.get(one)).find((one) => one !== undefined)
    const { test, failureType, message, line } = first.failure
    tests.push({
      ...{ testId, framework: test.framework, file: test.file, failureType, message, line, strictSignatures: signatures },
      jobs: [...new Set(all.flatMap(({ failure }) => (failure.job === '' ? [] : [failure.job])))],
      quarantine:
        mute && mutes.every((one) => one !== undefined)
          ? { owner: mute.owner, reason: mute.reason, until: mute.expiresAt.toISOString() }
          : null,
      declined: no ? { pullNumber: no.pullNumber, by: no.declinedBy } : null,
      healings: Math.max(0, ...signatures.map((signature) => healings.get(signature) ?? 0)),
      passedLater: all.every(({ failure }) => passed.has(failure)),
    })
  }
  return tests
}

/** At most two healings look at a failure; this one is not counted. */
async function earlierHealings(database: Database, healing: Healing, signatures: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await countHealingsOfSignatures(database, healing.repositoryId, signatures)
  const own = healing.dispatchedAt === null ? 0 : 1
  return new Map([...counts].map(([signature, count]) => [signature, count - own]))
}

/** Failures whose test, or whose whole job, passed in a later attempt of the same run. */
async function passedLater(
  database: Database,
  repositoryId: number,
  failures: readonly StoredFailure[],
): Promise<ReadonlySet<StoredFailure>> {
  const found = new Set<StoredFailure>()
  for (const [, ofRun] of Map.groupBy(failures, ({ ciRunId, attempt }) => `${ciRunId}/${attempt}`)) {
    const [first] = ofRun
    if (!first) continue
    const { ciRunId, attempt } = first
    const tests = new Set(await findPassedLater(database, { repositoryId, ciRunId, attempt }))
    const green = await greenLater(database, repositoryId, ciRunId, attempt)
    for (const failure of ofRun) if (tests.has(failure.test.id) || green.has(failure.job)) found.add(failure)
  }
  return found
}

const MOST_ATTEMPTS = 5 // nobody starts a run again more often; each is one query

async function greenLater(database: Database, repositoryId: number, ciRunId: number, attempt: number): Promise<ReadonlySet<string>> {
  const later = []
  for (let next = attempt + 1; next <= attempt + MOST_ATTEMPTS; next += 1) {
    const jobs = await listCiJobs(database, repositoryId, ciRunId, next)
    if (jobs.length === 0) break
    later.push(...jobs)
  }
  return new Set(later.filter(({ conclusion }) => conclusion === 'success').map(({ name }) => name))
}
