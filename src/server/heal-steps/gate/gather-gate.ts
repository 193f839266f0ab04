import type { GateFailure, GateQuarantine, GateRun, GateWorkflow } from '../../gate/gate-facts.ts'
import { type ListedRun, newestRuns } from '../../gate/listed-workflows.ts'
import { isOwnRun } from '../../github/own-work.ts'
import type { EffectTarget } from '../../github/target.ts'
import type { Database } from '../../history/connection/database.ts'
import { listQuarantinesOfTests, type Quarantine } from '../../history/quarantines.ts'
import { findEarlierGreen, listRecordedAttempts, type RecordedAttempt } from '../../history/run-records.ts'
import { listFailuresOfRun } from '../../history/test-failures.ts'
import type { JobScope } from '../job-scope.ts'

/** The newest runs of the listed workflows for a commit, with what was read of them. */
export async function gatherWorkflows(
  database: Database,
  scope: JobScope,
  headSha: string,
  listed: readonly string[],
): Promise<{ readonly workflows: readonly GateWorkflow[]; readonly branch: string | null }> {
  const all = await listRuns(scope.target, headSha)
  const workflows: GateWorkflow[] = []
  for (const one of listed) {
    const runs: GateRun[] = []
    for (const run of newestRuns(one, all)) runs.push(await gatherRun(database, scope, headSha, run))
    workflows.push({ listed: one, runs })
  }
  return { workflows, branch: all.find(({ branch }) => branch !== null)?.branch ?? null }
}

/** What is known of the quarantines of the tests that failed. */
export async function gatherQuarantines(
  database: Database,
  repositoryId: number,
  workflows: readonly GateWorkflow[],
  now: Date,
): Promise<readonly GateQuarantine[]> {
  const testIds = workflows.flatMap(({ runs }) => runs.flatMap(({ failures }) => failures.map(({ testId }) => testId)))
  if (testIds.length === 0) return []
  return (await listQuarantinesOfTests(database, repositoryId, [...new Set(testIds)], now)).map((one) => toGateQuarantine(one, now))
}

async function listRuns({ octokit, owner, repo }: EffectTarget, headSha: string): Promise<readonly ListedRun[]> {
  const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({ owner, repo, head_sha: headSha, per_page: 100 })
  return data.workflow_runs
    .filter((run) => !isOwnRun(run))
    .map((run) => ({
      ...{ id: run.id, attempt: run.run_attempt ?? 1, path: run.path.split('@')[0] ?? run.path, name: run.name ?? run.path },
      ...{ event: run.event, url: run.html_url, branch: run.head_branch },
      ...{ isCompleted: run.status === 'completed', conclusion: run.conclusion },
    }))
}

async function gatherRun(database: Database, scope: JobScope, headSha: string, run: ListedRun): Promise<GateRun> {
  const { repositoryId, defaultBranch, repositoryUrl } = scope
  const attempts = await listRecordedAttempts(database, repositoryId, run.id)
  const newest = attempts.find(({ attempt }) => attempt === run.attempt)
  const earlier = await findEarlierGreen(database, {
    ...{ repositoryId, workflowPath: run.path, event: run.event, headSha, headBranch: run.branch, defaultBranch },
  })
  return {
    ...{ name: run.name, event: run.event, url: run.url, isCompleted: run.isCompleted, conclusion: run.conclusion },
    ...{ isRead: newest?.isRead === true && newest.record !== null, unread: newest?.unread ?? null },
    ...{ reports: newest?.record?.reports ?? [], lost: newest?.record?.lost ?? [] },
    ...(await newestOfJobs(database, repositoryId, run, attempts)),
    earlier: earlier === null ? null : { url: `${repositoryUrl}/actions/runs/${earlier.id}`, record: earlier.record },
  }
}

/** Of each job its newest attempt: where only failed jobs are run again, the others stand. */
async function newestOfJobs(
  database: Database,
  repositoryId: number,
  { id, attempt: current }: ListedRun,
  attempts: readonly RecordedAttempt[],
): Promise<Pick<GateRun, 'jobs' | 'failures'>> {
  const upToNow = attempts.filter(({ attempt }) => attempt <= current).toSorted((a, b) => b.attempt - a.attempt)
  const seen = new Map<string, number>()
  const jobs = upToNow.flatMap(({ attempt, record }) => {
    const added = (record?.jobs ?? []).filter(({ name }) => (seen.get(name) ?? attempt) === attempt)
    for (const { name } of added) seen.set(name, attempt)
    return added
  })
  const failures = (await listFailuresOfRun(database, repositoryId, id))
    .filter(({ job, attempt }) => (seen.get(job) ?? current) === attempt)
    .map(
      ({ test, job, signature, message }): GateFailure => ({
        ...{ testId: test.testId, file: test.file, job, strictSignature: signature.strict, looseSignature: signature.loose, message },
      }),
    )
  return { jobs, failures }
}

function toGateQuarantine(quarantine: Quarantine, now: Date): GateQuarantine {
  const { id, testId, strictSignature, looseSignature, anyValue, owner, reason, issue, expiresAt, liftedAt } = quarantine
  const until = liftedAt ?? expiresAt
  return { id, testId, strictSignature, looseSignature, anyValue, owner, reason, issue, until, hasEnded: until <= now }
}
