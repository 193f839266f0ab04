import { createHmac, randomUUID } from 'node:crypto'
import { checkPayload } from './api-description.ts'
import type { MergeGroup, Payloads } from './payloads.ts'
import { EVENT_PERMISSIONS } from './permissions.ts'
import type { CheckRun, Comment, Pull, Repository, WorkflowRun } from './state.ts'
import type { World } from './world.ts'

export type Payload = Readonly<Record<string, unknown>>

export interface Delivery {
  readonly id: number
  readonly guid: string
  readonly event: string
  readonly payload: Payload
  readonly headers: Readonly<Record<string, string>>
  readonly deliveredAt: string
  readonly isRedelivery: boolean
  readonly durationMs: number
  /** 0: nobody answered */
  readonly statusCode: number
  readonly response: string
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly installationId: number | null
  readonly repositoryId: number | null
}

export interface WebhookSetting {
  readonly url: string | undefined
  readonly secret: string
  readonly manifest: World['manifest']
  readonly nextId: () => number
  readonly payloads: () => Payloads
}

const ALWAYS = new Set(['installation', 'installation_repositories', 'ping'])
const TIMEOUT_MS = 10_000 // GitHub waits this long for an answer
const idIn = (value: unknown): number | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number' ? value.id : null

/** Sends the App what happened, signed, and remembers each attempt. */
export function openWebhooks(setting: WebhookSetting) {
  const deliveries: Delivery[] = []
  const target = { url: setting.url }

  const send = async (event: string, payload: Payload, guid: string, isRedelivery: boolean): Promise<Delivery> => {
    const body = JSON.stringify(payload)
    const signature = createHmac('sha256', setting.secret).update(body).digest('hex')
    const headers = {
      ...{
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/stand-in',
        'x-github-event': event,
        'x-github-delivery': guid,
      },
      ...{ 'x-github-hook-id': '1', 'x-github-hook-installation-target-type': 'integration', 'x-hub-signature-256': `sha256=${signature}` },
    }
    const begun = performance.now()
    const answer = await post(target.url, body, headers)
    const delivery: Delivery = {
      ...{ id: setting.nextId(), guid, event, payload, headers, deliveredAt: new Date().toISOString(), isRedelivery, ...answer },
      durationMs: Math.round(performance.now() - begun),
      ...{ installationId: idIn(payload['installation']), repositoryId: idIn(payload['repository']) },
    }
    deliveries.push(delivery)
    return delivery
  }

  /** Delivers as it stands, whatever the App subscribes to; the payload must be as GitHub describes it. */
  const deliver = (event: string, payload: Payload, options: { readonly id?: string } = {}): Promise<Delivery> => {
    const faults = checkPayload(event, payload)
    if (faults.length > 0) throw new Error(`the payload of ${event} is not as described: ${faults.join('; ')}`)
    return send(event, payload, options.id ?? randomUUID(), false)
  }
  const isSubscribed = (event: string): boolean => {
    const permission = EVENT_PERMISSIONS[event]
    return (
      ALWAYS.has(event) ||
      (setting.manifest.events.includes(event) && (permission === undefined || setting.manifest.permissions[permission] !== undefined))
    )
  }
  const tell = async (repository: Repository, event: string, payload: () => Payload | Promise<Payload>): Promise<Delivery | undefined> => {
    if (!repository.isInstalled || !isSubscribed(event)) return undefined
    return deliver(event, await payload())
  }

  return {
    deliveries,
    deliver,
    setUrl: (url: string | undefined): void => {
      target.url = url
    },
    /** Same guid, new id; the payload as it was. */
    redeliver: (id: number): Promise<Delivery> => {
      const known = deliveries.find((delivery) => delivery.id === id)
      if (known === undefined) throw new Error(`no delivery ${id}`)
      return send(known.event, known.payload, known.guid, true)
    },
    push: (repository: Repository, ref: string, before: string, after: string, by: string) =>
      tell(repository, 'push', () => setting.payloads().push(repository, ref, before, after, by)),
    pullRequest: (
      repository: Repository,
      pull: Pull,
      action: 'opened' | 'closed' | 'reopened' | 'synchronize',
      by: string,
      before?: string,
    ) => tell(repository, 'pull_request', () => setting.payloads().pullRequest(repository, pull, action, by, before)),
    issueComment: (repository: Repository, comment: Comment) =>
      tell(repository, 'issue_comment', () => setting.payloads().issueComment(repository, comment)),
    checkRun: (repository: Repository, run: CheckRun, action: 'created' | 'completed' | 'rerequested', by: string) =>
      tell(repository, 'check_run', () => setting.payloads().checkRun(repository, run, action, by)),
    workflowRun: (repository: Repository, run: WorkflowRun, action: 'requested' | 'completed' = 'completed') =>
      tell(repository, 'workflow_run', () => setting.payloads().workflowRun(repository, run, action)),
    mergeGroup: (repository: Repository, group: MergeGroup, by: string) =>
      tell(repository, 'merge_group', () => setting.payloads().mergeGroup(repository, group, by)),
    installation: (owner: string, action: 'created' | 'deleted', repositories: readonly Repository[]) =>
      deliver('installation', setting.payloads().installation(owner, action, repositories)),
    installationRepositories: (owner: string, action: 'added' | 'removed', repositories: readonly Repository[]) =>
      deliver('installation_repositories', setting.payloads().installationRepositories(owner, action, repositories)),
  }
}

async function post(
  url: string | undefined,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Pick<Delivery, 'statusCode' | 'response' | 'responseHeaders'>> {
  const nobody = { statusCode: 0, response: '', responseHeaders: {} }
  if (url === undefined) return nobody
  try {
    const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
    return { statusCode: answer.status, response: await answer.text(), responseHeaders: Object.fromEntries(answer.headers) }
  } catch {
    return nobody
  }
}

export type Webhooks = ReturnType<typeof openWebhooks>
