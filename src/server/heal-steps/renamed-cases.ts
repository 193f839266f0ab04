import { type FilePatch, formerIdentity, testRenames } from '../../engine/changes/compare/test-renames.ts'
import { type EffectTarget, statusOf } from '../github/target.ts'
import type { CiRun } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import type { CaseMove } from '../history/move-history.ts'
import { findPushedBefore } from '../history/pushes.ts'
import { type TestCaseIdentity, testCaseId } from '../history/test-case-id.ts'
import type { JobScope } from './job-scope.ts'

/**
 * Tests that a push to the default branch renamed, among those that its run executed. On other branches the old name is still in use,
 * and so it is where this run executed a test of the old name as well.
 */
export async function renamedCases(
  database: Database,
  { target, defaultBranch, repositoryId }: JobScope,
  run: CiRun,
  tests: readonly TestCaseIdentity[],
): Promise<readonly CaseMove[]> {
  if (run.event !== 'push' || run.headBranch !== defaultBranch || tests.length === 0) return []
  const before = await findPushedBefore(database, repositoryId, run.headSha, run.startedAt)
  if (before === null) return []
  const renames = testRenames(await changedFiles(target, before, run.headSha))
  const ran = new Set(tests.map(testCaseId))
  const moves = tests.flatMap((test) => {
    const former = formerIdentity(test, renames)
    return former ? [{ from: testCaseId(former), to: testCaseId(test) }] : []
  })
  return [...new Map(moves.map((move) => [move.to, move])).values()].filter(({ from }) => !ran.has(from))
}

/** None where GitHub knows one of the commits no more, as after a forced push. */
async function changedFiles({ octokit, owner, repo }: EffectTarget, before: string, after: string): Promise<readonly FilePatch[]> {
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${before}...${after}`, per_page: 1 })
    return (data.files ?? []).map(({ filename, previous_filename: previous, patch }) => ({
      path: filename,
      previousPath: previous ?? null,
      patch: patch ?? null,
    }))
  } catch (error) {
    if (statusOf(error) === 404) return []
    throw error
  }
}
