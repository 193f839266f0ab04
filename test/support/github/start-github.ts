import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWorkflow } from '../actions/run-workflow.ts'
import type { WorkflowRequest } from '../actions/workflow-request.ts'
import { readManifest } from './app-manifest.ts'
import { applyPush } from './apply-push.ts'
import { openBackground } from './background.ts'
import { type BlobServing, blobServer, openBlobs } from './blobs.ts'
import { type NewRun, openDispatch, type Runner } from './dispatch.ts'
import { openFaults } from './faults.ts'
import { openPayloads, type Payloads } from './payloads.ts'
import { openScenario } from './scenario.ts'
import { apiServer, type Request } from './server.ts'
import type { Repository } from './state.ts'
import { openTokens } from './tokens.ts'
import { openWebFlow } from './web-flow.ts'
import { openWebhooks } from './webhooks.ts'
import { botOf, installationOf, type World } from './world.ts'

export interface GitHubOptions {
  readonly appId?: number
  readonly slug?: string
  /** where deliveries go; none: they fail as on a server that is down, and can be asked for again */
  readonly webhookUrl?: string
  readonly webhookSecret?: string
  /** instead of app.yml's */
  readonly permissions?: Readonly<Record<string, string>>
  readonly events?: readonly string[]
  /** an old server answers a dispatch with 204 and no run id */
  readonly dispatchAnswer?: 'run_details' | 'old_server'
  /** milliseconds that an installation's token lives; an hour where not given */
  readonly tokenLifetimeMs?: number
  /** instead of the interpreter: what a dispatched run came to */
  readonly run?: Runner
  /** for the interpreter: env of the machine, more actions, secrets, time scale … */
  readonly workflows?: Partial<Pick<WorkflowRequest, 'env' | 'actions' | 'secrets' | 'variables' | 'timeScale' | 'knowsCacheMode'>>
}

const HOUR_MS = 3_600_000

let pair: { readonly privateKey: string; readonly publicKey: string } | undefined
/** The App's key, one for the process: to make it takes longer than to start a server. */
function keyPair() {
  pair ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return pair
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    }),
  )
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** What tests look at; `git` asks the bare repository. */
function viewOf({ pulls, comments, checkRuns, workflowRuns, git }: Repository) {
  const reactions = comments.flatMap((comment) => comment.reactions.map((each) => ({ ...each, comment: comment.id })))
  const labels = pulls.flatMap((pull) => pull.labels)
  return { pulls, comments, checkRuns, workflowRuns, reactions, labels, git: (...words: readonly string[]) => git.text(words) }
}

/** A GitHub of one's own on two ports of this machine: repositories, API, webhooks, workflow runs. `close` it. */
export async function startGitHub(options: GitHubOptions = {}) {
  const { privateKey, publicKey } = keyPair()
  const root = await mkdtemp(join(tmpdir(), 'suture-github-'))
  const registered = readManifest()
  const manifest = {
    ...registered,
    permissions: options.permissions ?? registered.permissions,
    events: options.events ?? registered.events,
  }
  const app = { id: options.appId ?? 4242, slug: options.slug ?? 'suture', publicKey }
  const webhookSecret = options.webhookSecret ?? 'a webhook secret of tests'
  const counter = { last: 1000 }
  const nextId = (): number => {
    counter.last += 1
    return counter.last
  }
  const [assets, requests, blobs] = [new Map<string, Uint8Array>(), [] as Request[], openBlobs()]
  const made: { payloads?: Payloads } = {}
  const payloads = (): Payloads => {
    made.payloads ??= openPayloads(world)
    return made.payloads
  }
  const webhooks = openWebhooks({ url: options.webhookUrl, secret: webhookSecret, manifest, nextId, payloads })
  const dispatching = openDispatch(() => world, {
    run: options.run ?? ((request) => runWorkflow(request)),
    request: options.workflows ?? {},
  })
  const faults = openFaults()
  const blobsAt = blobServer(blobs, faults)
  const addresses = { api: '', blobs: await listen(blobsAt) }
  const world: World = {
    ...{ manifest, app, webhooks, blobs, nextId, repositories: new Map(), faults, background: openBackground(), webFlow: openWebFlow() },
    ...{ tokens: openTokens(app, options.tokenLifetimeMs ?? HOUR_MS), dispatchAnswer: options.dispatchAnswer ?? 'run_details' },
    get url() {
      return addresses.api
    },
    get apiUrl() {
      return `${addresses.api}/api/v3`
    },
    blobUrl: addresses.blobs,
    now: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    dispatch: async (repository, path, ref, inputs) => {
      const sha = await repository.git.text(['rev-parse', ref])
      const branch = ref.replace('refs/heads/', '')
      return dispatching.start(repository, { path, event: 'workflow_dispatch', sha, branch, actor: botOf(world), inputs })
    },
    cancel: dispatching.cancel,
    pushed: (push) => applyPush(world, push),
  }
  const apiAt = apiServer(world, assets, requests)
  addresses.api = await listen(apiAt)
  const scenario = openScenario(world, root)

  return {
    ...scenario,
    ...{ app, privateKey, webhookSecret, requests, installationOf, url: world.url, apiUrl: world.apiUrl, blobUrl: world.blobUrl },
    /** Bytes served at `${url}/assets/PATH`, as a release's are. */
    assets,
    faults: world.faults,
    /** Every request for a log, an artifact or a tarball, oldest first. */
    blobRequests: blobs.asked,
    /** Holds the logs, artifacts and tarballs that fit, until what it returns is called. */
    holdBlobs: blobs.hold,
    serveBlobs: (how: BlobServing): void => {
      blobs.serving.how = how
    },
    botLogin: botOf(world),
    /** Every delivery and redelivery, oldest first. */
    deliveries: webhooks.deliveries,
    deliver: webhooks.deliver,
    redeliver: webhooks.redeliver,
    setWebhookUrl: webhooks.setUrl,
    repository: (name: string) => viewOf(scenario.find(name)),
    /** Runs a workflow of the repository in the interpreter, as a push or a pull request would; `idle` waits for it. */
    startRun: (repo: string, wanted: NewRun) => dispatching.start(scenario.find(repo), wanted),
    /** Waits for all runs and deliveries, and throws what was not modelled or not as described. */
    idle: world.background.idle,
    expireTokens: world.tokens.expireAll,
    /** The App's web flow: set `browser` to who signs in. */
    webFlow: world.webFlow,
    /** A token of a person, or of a job, with just these permissions. */
    issueToken: (login: string, permissions: Readonly<Record<string, string>>): string =>
      world.tokens.issue({ kind: 'token', login, permissions, owner: undefined, repositories: undefined }).token,
    /** Stops runs and servers, and throws like `idle`: a fault of the background is never lost. */
    close: async (): Promise<void> => {
      webhooks.setUrl(undefined)
      dispatching.cancelAll()
      try {
        await world.background.idle()
      } finally {
        await Promise.all([closeServer(apiAt), closeServer(blobsAt)])
        await rm(root, { recursive: true, force: true, maxRetries: 3 })
      }
    },
  }
}

export type GitHub = Awaited<ReturnType<typeof startGitHub>>
