import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import { listOutcomesOfHealing } from '../history/test-executions.ts'
import { listFailuresOfHealing } from '../history/test-failures.ts'
import type { CiMessages } from '../intake/confirmed-fields.ts'
import type { CiOutcomes } from '../intake/passed-tests-unchanged.ts'

const MOST_TESTS = 200_000 // twice what one report may list: about 50 MB in the process that checks a report

/** How each test ended in the CI runs whose failures a healing holds, by file. */
export async function readCiOutcomes(database: Database, healing: Healing): Promise<CiOutcomes> {
  const outcomes = await listOutcomesOfHealing(database, healing, MOST_TESTS + 1)
  const tests = outcomes.slice(0, MOST_TESTS).map(({ suite, ...test }) => ({ ...test, suite: [suite] }))
  return { tests: Map.groupBy(tests, ({ file }) => file), isComplete: outcomes.length <= MOST_TESTS }
}

/** What these runs say of each failing test. */
export async function readCiMessages(database: Database, { repositoryId, id }: Healing): Promise<CiMessages> {
  const failures = await listFailuresOfHealing(database, repositoryId, id)
  const byTest = Map.groupBy(failures, ({ test }) => test.testId)
  return new Map([...byTest].map(([testId, all]) => [testId, all.map(({ message }) => message)]))
}
