import { Probot, ProbotOctokit } from 'probot'
import type { Log } from '../log.ts'
import type { Octokit } from './client.ts'
import { seeAgain } from './see-again.ts'
import { createTokenCache } from './token-cache.ts'
import { onlyWholeAnswers } from './whole-answer.ts'

type Options = ConstructorParameters<typeof ProbotOctokit>[0]

export type GitHubAccess = {
  readonly appId: number
  readonly privateKey: string
  readonly webhookSecret: string
  /** Of the REST API, without a slash at the end. */
  readonly apiUrl: string
  /** Last word on an instance's options; tests scale the waits with it. */
  readonly adjust?: (options: NonNullable<Options>) => NonNullable<Options>
}

export type GitHub = {
  /** A new client for one job: the retry count of an instance leaks between its requests. `signal` ends its requests. */
  installation(installationId: number, signal?: AbortSignal): Promise<Octokit>
  /** The App's own client: hook deliveries, installations. */
  app(): Promise<Octokit>
}

const API_VERSION = '2022-11-28' // the newest that GitHub Enterprise Server 3.x also answers to
const TRIES = 2

/** Signs in as the App described by `access`. Opens no connection before the first call. */
export async function createGitHub(access: GitHubAccess, log: Log): Promise<GitHub> {
  const tokens = createTokenCache()
  // A function: the object form of `defaults` silently loses `throttle`, because Probot overwrites it with its own
  const Octokit = ProbotOctokit.plugin(seeAgain(tokens)).defaults((options: NonNullable<Options>) => {
    const throttle = { ...options['throttle'], onRateLimit: tryAgain, onSecondaryRateLimit: tryAgain }
    const own = { ...options, throttle, auth: { ...options['auth'], cache: tokens } } as NonNullable<Options>
    return access.adjust ? access.adjust(own) : own
  })
  const probot = new Probot({
    appId: access.appId,
    privateKey: access.privateKey,
    secret: access.webhookSecret,
    baseUrl: access.apiUrl,
    Octokit,
    log,
    request: { fetch: onlyWholeAnswers(versionedFetch, access.apiUrl) },
  })
  await probot.ready()
  return {
    installation: async (installationId, signal) => {
      const octokit = (await probot.auth(installationId)) as Octokit // Probot does not tell the types of plugins
      if (signal)
        octokit.hook.before('request', (options) => {
          options.request = { signal, ...options.request }
        })
      return octokit
    },
    app: async () => (await probot.auth()) as Octokit,
  }
}

/** Probot gives up at once on a secondary limit, which would lose a healing's effect. */
function tryAgain(_seconds: number, _options: unknown, _octokit: unknown, count: number): boolean {
  return count < TRIES
}

/** Octokit sends no API version, so GitHub would choose one for us. */
function versionedFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('x-github-api-version', API_VERSION)
  return fetch(url, { ...init, headers })
}
