import type { Database } from '../history/connection/database.ts'
import { listFindings } from '../history/hunts.ts'
import { listStoredRuns } from '../history/stored-runs.ts'
import type { Answer } from '../triage/answer.ts'
import { type FlakyNote, flakyNotes } from '../triage/flaky-note.ts'

const MOST_TESTS = 50 // of one answer: what fails more at once has one cause, and it is no flake
const MOST_RUNS = 100 // of a test

/** What the repository's history and its last hunt say of the answers' tests. */
export async function readFlakyNotes(database: Database, repositoryId: number, answers: readonly Answer[]): Promise<readonly FlakyNote[]> {
  const testIds = [...new Set(answers.flatMap(({ testId }) => (testId === '' ? [] : [testId])))].slice(0, MOST_TESTS)
  const runs = await listStoredRuns(database, repositoryId, testIds, MOST_RUNS)
  return flakyNotes(answers, runs, await listFindings(database, repositoryId, testIds))
}
