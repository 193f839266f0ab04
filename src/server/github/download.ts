import { SutureError } from '../../model/error.ts'
import { type EffectTarget, statusOf } from './target.ts'

export type Download =
  | {
      readonly outcome: 'there'
      readonly bytes: AsyncIterable<Uint8Array>
      /** Null where the answer does not say. */
      readonly size: number | null
      /** The last `length` bytes alone; null where they are not served so. */
      tail(length: number): Promise<AsyncIterable<Uint8Array> | null>
    }
  | { readonly outcome: 'gone'; readonly reason: string }

type Route =
  | { readonly route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs'; readonly parameters: { readonly job_id: number } }
  | {
      readonly route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
      readonly parameters: { readonly artifact_id: number; readonly archive_format: 'zip' }
    }
  | { readonly route: 'GET /repos/{owner}/{repo}/tarball/{ref}'; readonly parameters: { readonly ref: string } }

/** The log of a job that has ended. */
export function downloadLog(target: EffectTarget, job: number, signal: AbortSignal): Promise<Download> {
  return download(target, { route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', parameters: { job_id: job } }, signal)
}

/** An artifact as a zip. */
export function downloadArtifact(target: EffectTarget, artifact: number, signal: AbortSignal): Promise<Download> {
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
  return download(target, { route, parameters: { artifact_id: artifact, archive_format: 'zip' } }, signal)
}

/** All files of a commit, as a `.tar.gz`. */
export function downloadTarball(target: EffectTarget, commit: string, signal: AbortSignal): Promise<Download> {
  return download(target, { route: 'GET /repos/{owner}/{repo}/tarball/{ref}', parameters: { ref: commit } }, signal)
}

/** GitHub answers with another address, which wants no token: so the body is read as a stream, and never whole. */
async function download({ octokit, owner, repo }: EffectTarget, { route, parameters }: Route, signal: AbortSignal): Promise<Download> {
  let location: string | undefined
  try {
    const request = { redirect: 'manual' as const, signal }
    const { headers } = await octokit.request(route as 'GET /', { owner, repo, ...parameters, request })
    location = headers.location
  } catch (error) {
    if ([404, 410].includes(statusOf(error)))
      return { outcome: 'gone', reason: statusOf(error) === 410 ? 'it has expired' : 'it is not there' }
    throw error
  }
  const answer = location === undefined ? null : await fetch(location, { signal, headers: PLAIN })
  if (answer?.status === 404 || answer?.status === 410) return { outcome: 'gone', reason: 'it has expired' }
  if (location === undefined || !answer?.ok || !answer.body)
    throw new SutureError('download_failed', `GitHub answered ${answer?.status ?? 'without an address'}`, 'the job is tried again')
  const length = answer.headers.get('content-length')
  const size = length === null ? null : Number(length)
  return { outcome: 'there', bytes: answer.body, size, tail: (last) => downloadFrom(location, (size ?? 0) - last, signal) }
}

/** A packed answer would hide its size. */
const PLAIN = { 'accept-encoding': 'identity' }

async function downloadFrom(location: string, from: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null> {
  if (from <= 0) return null
  // Azure, where GitHub keeps logs, knows no range without its beginning
  const answer = await fetch(location, { signal, headers: { ...PLAIN, range: `bytes=${from}-` } })
  if (answer.status === 206 && answer.body) return answer.body
  await answer.body?.cancel()
  return null
}
