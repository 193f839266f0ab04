import type { Octokit } from './client.ts'

/** Where effects happen, and as whom. One client for one job: the retry count of an instance leaks between its requests. */
export type EffectTarget = {
  readonly octokit: Octokit
  readonly owner: string
  readonly repo: string
  /** The App's own login, `slug[bot]`: only what carries it is taken for ours. */
  readonly login: string
}

/** The status of an answer that GitHub gave; 0 for any other error. */
export function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : 0
  return typeof status === 'number' ? status : 0
}

/** The client must not repeat this request by itself: whether it happened is looked up first. */
export const NO_RETRY = { request: { retries: 0 } } as const
