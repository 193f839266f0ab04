import { SutureError } from '../../model/error.ts'
import { statusOf } from './target.ts'

const REFUSALS = [403, 404, 410, 422]

/** GitHub understood and said no; it would say so again. */
export function isRefusal(error: unknown): boolean {
  return REFUSALS.includes(statusOf(error)) && !isLimit(error)
}

/** Not our doing, and over at some time: GitHub's own errors, lost connections (500 by Octokit), half answers, limits that last. */
export function isOutage(error: unknown): boolean {
  return statusOf(error) >= 500 || isLimit(error) || (error instanceof SutureError && error.code === 'half_answer')
}

/** A limit of requests is answered as a refusal (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
function isLimit(error: unknown): boolean {
  if (statusOf(error) === 429) return true
  if (statusOf(error) !== 403 || !(error instanceof Error && 'response' in error)) return false
  const { headers = {} } = (error.response ?? {}) as { readonly headers?: Readonly<Record<string, unknown>> }
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /\brate limit\b/i.test(error.message)
}
