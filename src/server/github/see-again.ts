import { setTimeout as sleep } from 'node:timers/promises'
import type { Octokit } from './client.ts'
import { statusOf } from './target.ts'
import type { TokenCache } from './token-cache.ts'

type Options = { readonly auth?: { readonly installationId?: number }; readonly retry?: { readonly retryAfterBaseValue?: number } }

/** Seconds until a thing is looked at again: a copy of GitHub's data may not have yet what GitHub has just told us of. */
const AGAIN_SECONDS = [1, 2]
/** A run, a job, an artifact, a pull request: only GitHub can have told us its number. */
const NUMBERED = /\/\d+(?:\/\w+)?(?:\?.*)?$/

/**
 * A plugin of Octokit that looks again before a refusal is believed. A 401 once more with a new token, for GitHub takes tokens back before
 * their time; a 404 of what has a number after a while. That of a name (a branch, a file, a workflow) is an answer.
 */
export function seeAgain(tokens: TokenCache) {
  return ({ hook }: Pick<Octokit, 'hook'>, { auth, retry }: Options): Pick<Octokit, 'pause'> => {
    const second = retry?.retryAfterBaseValue ?? 1_000
    const waits = AGAIN_SECONDS.map((seconds) => seconds * second)
    hook.wrap('request', async (request, options) => {
      const ask = () => found(async () => request(options), options.method === 'GET' ? waits : [], options.request?.signal)
      try {
        return await ask()
      } catch (error) {
        if (statusOf(error) !== 401 || auth?.installationId === undefined) throw error
        tokens.forget(auth.installationId)
        return await ask()
      }
    })
    return { pause: (seconds) => sleep(seconds * second) }
  }
}

async function found<Answer>(ask: () => Promise<Answer>, waits: readonly number[], signal: AbortSignal | undefined): Promise<Answer> {
  for (const wait of waits) {
    try {
      return await ask()
    } catch (error) {
      if (!isNumbered(error)) throw error
    }
    await sleep(wait, undefined, signal ? { signal } : {})
  }
  return ask()
}

function isNumbered(error: unknown): boolean {
  if (statusOf(error) !== 404 || !(error instanceof Error && 'request' in error)) return false
  const { url } = error.request as { readonly url?: unknown }
  return typeof url === 'string' && NUMBERED.test(url)
}
