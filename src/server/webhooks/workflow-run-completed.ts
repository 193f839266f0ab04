import { isOwnRun } from '../github/own-work.ts'
import type { CiRun } from '../history/ci-runs.ts'
import { saveCiRun } from '../history/ci-runs.ts'
import type { Database } from '../history/connection/database.ts'
import { findHealingByNonce, findHealingByRun } from '../history/healings/healings.ts'
import { findHuntOfRun } from '../history/hunts.ts'
import { findStaleLookOfRun } from '../history/stale-looks.ts'
import type { SendJob } from '../queue/send-job.ts'
import { WorkflowRunPayload } from './event-payloads.ts'
import { saveRepository } from './save-repository.ts'
import type { Webhook } from './webhook.ts'

/** A run has ended. A CI run is read; one of Suture's own is handled by the healing that started it. */
export const workflowRunCompleted: Webhook = {
  event: 'workflow_run',
  action: 'completed',
  async record(database, payload, { send, now }) {
    const event = WorkflowRunPayload.parse(payload)
    const { workflow_run: run, repository, installation } = event
    await saveRepository(database, event, now())
    if (isOwnRun(run)) {
      const nonce = /\b[0-9a-f]{32}\b/.exec(run.display_title)?.[0]
      const healing =
        (await findHealingByRun(database, repository.id, run.id)) ??
        (nonce ? await findHealingByNonce(database, repository.id, nonce) : null)
      if (!healing) return ofHunt(database, repository.id, run.id, nonce ?? null, send)
      await send(database, 'poll-run', { repositoryId: repository.id, healingId: healing.id, generation: healing.generation })
      return 'our own run has ended'
    }
    await saveCiRun(database, toCiRun(event))
    await send(database, 'ingest', {
      installationId: installation.id,
      repositoryId: repository.id,
      ciRunId: run.id,
      attempt: run.run_attempt,
    })
    return 'to be read'
  },
}

async function ofHunt(database: Database, repositoryId: number, run: number, nonce: string | null, send: SendJob): Promise<string> {
  const hunt = await findHuntOfRun(database, repositoryId, run, nonce)
  if (!hunt) return ofStaleLook(database, repositoryId, run, nonce, send)
  await send(database, 'follow-hunt', { repositoryId, huntId: hunt.id })
  return 'our own hunt has ended'
}

async function ofStaleLook(database: Database, repositoryId: number, run: number, nonce: string | null, send: SendJob): Promise<string> {
  const look = await findStaleLookOfRun(database, repositoryId, run, nonce)
  if (!look) return "one of Suture's own runs, but nothing waits for it"
  await send(database, 'follow-stale', { repositoryId, lookId: look.id })
  return 'our own look at a green pull request has ended'
}

function toCiRun({ workflow_run: run, repository }: ReturnType<typeof WorkflowRunPayload.parse>): CiRun {
  return {
    ...{
      repositoryId: repository.id,
      id: run.id,
      attempt: run.run_attempt,
      workflowId: run.workflow_id,
      workflowPath: run.path.split('@')[0] ?? run.path,
    },
    ...{ workflowName: run.name ?? run.path, event: run.event, status: run.status ?? 'completed', conclusion: run.conclusion },
    ...{ headBranch: run.head_branch, headSha: run.head_sha, headRepositoryId: run.head_repository?.id ?? null },
    ...{ testedTree: null, mergeHeadSha: null, mergeBaseSha: null, pullNumbers: run.pull_requests.map(({ number }) => number) },
    actor: run.actor?.login ?? null,
    startedAt: new Date(run.run_started_at ?? run.created_at),
    completedAt: new Date(run.updated_at),
    ingestedAt: null,
  }
}
