import { type FilePatch, formerIdentity, testRenames } from '../../engine/changes/compare/test-renames.ts'
import { type EffectTarget, statusOf } from '../github/target.ts'
import type { CiRun } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import type { CaseMove } from '../history/move-history.ts'
import { findPushedBefore } from '../history/pushes.ts'
import { type TestCaseIdentity, testCaseId } from '../history/test-case-id.ts'
import type { JobScope } from './job-scope.ts'

/** Finds tests that a push renamed, as its run's tests come in. */
export type RenamedCases = {
  see(tests: readonly TestCaseIdentity[]): void
  moves(): readonly CaseMove[]
}

/**
 * Tests that a push to the default branch renamed, among those that its run executed. On other branches the old name is still in use,
 * and so it is where this run executed a test of the old name as well.
 */
export async function openRenamedCases(
  database: Database,
  { target, defaultBranch, repositoryId }: JobScope,
  run: CiRun,
): Promise<RenamedCases> {
  if (run.event !== 'push' || run.headBranch !== defaultBranch) return NONE
  const before = await findPushedBefore(database, repositoryId, run.headSha, run.startedAt)
  const renames = before === null ? null : testRenames(await changedFiles(target, before, run.headSha))
  if (renames === null) return NONE
  const ran = new Set<string>()
  const moves = new Map<string, CaseMove>()
  return {
    see(tests) {
      for (const test of tests) {
        const former = formerIdentity(test, renames)
        const to = testCaseId(test)
        ran.add(to)
        if (former) moves.set(to, { from: testCaseId(former), to })
      }
    },
    moves: () => [...moves.values()].filter(({ from }) => !ran.has(from)),
  }
}

const NONE: RenamedCases = { see: () => {}, moves: () => [] }

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
