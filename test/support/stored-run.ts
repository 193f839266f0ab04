import { randomUUID } from 'node:crypto'
import type { SignatureFields } from '../../src/model/failure/failure-signature.ts'
import { type CiRun, saveCiRun } from '../../src/server/history/ci-runs.ts'
import type { Database } from '../../src/server/history/connection/database.ts'
import type { NewHealing } from '../../src/server/history/healings/join-healing.ts'
import { upsertRepository } from '../../src/server/history/repositories.ts'

/** A repository with one completed, failed run in the database; `over` replaces what a test cares for. */
export async function storeRun(database: Database, over: Partial<CiRun> = {}): Promise<CiRun> {
  const run: CiRun = {
    repositoryId: 1,
    id: 10,
    attempt: 1,
    workflowId: 5,
    workflowPath: '.github/workflows/ci.yml',
    workflowName: 'CI',
    event: 'push',
    status: 'completed',
    conclusion: 'failure',
    headBranch: 'main',
    headSha: 'a'.repeat(40),
    headRepositoryId: 1,
    testedTree: 'a'.repeat(40),
    mergeHeadSha: null,
    mergeBaseSha: null,
    pullNumbers: [],
    actor: 'octocat',
    startedAt: new Date('2026-11-20T10:00:00Z'),
    completedAt: new Date('2026-11-20T10:05:00Z'),
    ingestedAt: null,
    ...over,
  }
  const repository = {
    id: run.repositoryId,
    installationId: 7,
    fullName: `octo/r${run.repositoryId}`,
    defaultBranch: 'main',
    isPrivate: false,
  }
  await upsertRepository(database, repository, run.startedAt)
  await saveCiRun(database, run)
  return run
}

/** What triage would ask for after a red check on `main`; each call means another tree unless `over` says which. */
export function newHealing(over: Partial<NewHealing> = {}): NewHealing {
  return {
    repositoryId: 1,
    installationId: 7,
    testedTree: randomUUID(),
    attempt: 1,
    trigger: 'check failed',
    headSha: 'a'.repeat(40),
    headBranch: 'main',
    headRepositoryId: 1,
    baseSha: null,
    mergeHeadSha: null,
    mergeBaseSha: null,
    pullNumber: null,
    waitUntil: null,
    checks: [],
    ...over,
  }
}

/** What a stored signature was made of, where a test does not care. */
export const SIGNATURE_FIELDS: SignatureFields = {
  failureType: 'assertion_failed',
  exception: 'AssertionError',
  file: null,
  function: null,
  message: '',
  values: '',
}
