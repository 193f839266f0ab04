import type { Manifest } from './app-manifest.ts'
import type { Background } from './background.ts'
import type { Blobs } from './blobs.ts'
import type { Faults } from './faults.ts'
import type { Repository } from './state.ts'
import type { Tokens } from './tokens.ts'
import type { WebFlow } from './web-flow.ts'
import type { Webhooks } from './webhooks.ts'

/** Everything that the stand-in's parts share. Addresses have no slash at their end. */
export interface World {
  readonly url: string
  readonly apiUrl: string
  readonly blobUrl: string
  readonly manifest: Manifest
  readonly app: { readonly id: number; readonly slug: string; readonly publicKey: string }
  readonly repositories: Map<string, Repository>
  readonly tokens: Tokens
  readonly webhooks: Webhooks
  readonly faults: Faults
  readonly background: Background
  readonly blobs: Blobs
  readonly webFlow: WebFlow
  readonly dispatchAnswer: 'run_details' | 'old_server'
  readonly nextId: () => number
  readonly now: () => string
  /** Runs a dispatched workflow in the background. */
  readonly dispatch: (repository: Repository, path: string, ref: string, inputs: Readonly<Record<string, unknown>>) => Promise<number>
  readonly cancel: (runId: number) => void
  /** Tells the App, and updates what hangs on a branch, after `before` became `after`. */
  readonly pushed: (push: Push) => Promise<void>
}

export interface Push {
  readonly repository: Repository
  readonly ref: string
  readonly before: string
  readonly after: string
  readonly by: string
}

/** The login that the App's own deeds carry. */
export const botOf = (world: World): string => `${world.app.slug}[bot]`

/** One installation for each owner. */
export function installationOf(owner: string): number {
  return 7 + [...owner].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_000, 0)
}
