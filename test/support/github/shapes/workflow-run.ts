import { createHash } from 'node:crypto'
import { readCommit } from '../commit-object.ts'
import { type Artifact, fullName, type Job, type Repository, type WorkflowRun } from '../state.ts'
import type { World } from '../world.ts'
import { pullReference } from './pull.ts'
import { repositoryShape } from './repository.ts'
import { idOf, userShape } from './user.ts'

const runUrl = (world: World, repository: Repository, run: WorkflowRun) =>
  `${world.apiUrl}/repos/${fullName(repository)}/actions/runs/${run.id}`

export const workflowIdOf = (path: string): number => idOf(path)

export async function workflowRunShape(world: World, repository: Repository, run: WorkflowRun) {
  const url = runUrl(world, repository, run)
  const source = world.repositories.get(run.headRepository) ?? repository
  const commit = await readCommit(source.git, run.headSha)
  const pulls = repository.pulls.filter(({ number }) => run.pulls.includes(number))
  return {
    ...{
      id: run.id,
      name: run.name,
      node_id: `WFR_${run.id}`,
      check_suite_id: run.suiteId,
      check_suite_node_id: `CS_${run.suiteId}`,
      path: run.path,
    },
    ...{
      head_branch: run.headBranch,
      head_sha: run.headSha,
      run_number: run.number,
      run_attempt: run.attempt,
      event: run.event,
      status: run.status,
    },
    ...{
      conclusion: run.conclusion,
      workflow_id: workflowIdOf(run.path),
      url,
      html_url: `${world.url}/${fullName(repository)}/actions/runs/${run.id}`,
    },
    ...{
      display_title: run.title,
      created_at: run.createdAt,
      updated_at: run.updatedAt,
      run_started_at: run.createdAt,
      jobs_url: `${url}/jobs`,
    },
    ...{ logs_url: `${url}/logs`, artifacts_url: `${url}/artifacts`, actor: userShape(run.actor), triggering_actor: userShape(run.actor) },
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    pull_requests: pulls.map((pull) => pullReference(world, repository, pull)),
    repository: repositoryShape(world, repository),
    head_repository: repositoryShape(world, source),
    head_commit: {
      ...{
        id: run.headSha,
        tree_id: commit?.tree ?? '',
        message: commit?.message ?? '',
        timestamp: commit?.committer.date ?? run.createdAt,
      },
      ...{ author: commit?.author ?? null, committer: commit?.committer ?? null },
    },
  }
}

export function jobShape(world: World, repository: Repository, run: WorkflowRun, job: Job) {
  const html = `${world.url}/${fullName(repository)}/actions/runs/${run.id}/job/${job.id}`
  return {
    ...{
      id: job.id,
      run_id: run.id,
      run_url: runUrl(world, repository, run),
      run_attempt: job.attempt,
      node_id: `J_${job.id}`,
      head_sha: run.headSha,
    },
    ...{
      url: `${world.apiUrl}/repos/${fullName(repository)}/actions/jobs/${job.id}`,
      html_url: html,
      status: job.status,
      conclusion: job.conclusion,
    },
    ...{ created_at: job.startedAt, started_at: job.startedAt, completed_at: job.completedAt, name: job.name, labels: ['ubuntu-latest'] },
    steps: job.steps.map(({ name, number, conclusion, startedAt, completedAt }) => ({
      ...{ name, number, status: 'completed', conclusion, started_at: startedAt, completed_at: completedAt },
    })),
    check_run_url: `${world.apiUrl}/repos/${fullName(repository)}/check-runs/${job.id}`,
    ...{
      runner_id: 1,
      runner_name: 'stand-in',
      runner_group_id: 1,
      runner_group_name: 'GitHub Actions',
      workflow_name: run.name,
      head_branch: run.headBranch,
    },
  }
}

const DAYS_90_MS = 90 * 86_400_000

export function artifactShape(world: World, repository: Repository, run: WorkflowRun, artifact: Artifact) {
  const url = `${world.apiUrl}/repos/${fullName(repository)}/actions/artifacts/${artifact.id}`
  return {
    ...{
      id: artifact.id,
      node_id: `AR_${artifact.id}`,
      name: artifact.name,
      size_in_bytes: artifact.bytes.length,
      url,
      archive_download_url: `${url}/zip`,
      // servers of before say none
      digest: world.dispatchAnswer === 'old_server' ? null : `sha256:${createHash('sha256').update(artifact.bytes).digest('hex')}`,
    },
    ...{ expired: artifact.isExpired, created_at: artifact.createdAt, updated_at: artifact.createdAt },
    expires_at: new Date(Date.parse(artifact.createdAt) + DAYS_90_MS).toISOString(),
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: repository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  }
}
