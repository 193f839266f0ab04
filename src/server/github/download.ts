import { halfAnswer } from './half-answer.ts'
import { type EffectTarget, statusOf } from './target.ts'
import { type Promised, wholeBytes } from './whole-download.ts'

export type Opened = {
  readonly outcome: 'there'
  /** They throw `half_answer` where they are not all. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** Null where the answer does not say. */
  readonly size: number | null
  /** The last `length` bytes alone; null where they are not served so. */
  tail(length: number): Promise<AsyncIterable<Uint8Array> | null>
}

export type Download = Opened | { readonly outcome: 'gone'; readonly reason: string }

type Route =
  | { readonly route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs'; readonly parameters: { readonly job_id: number } }
  | {
      readonly route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
      readonly parameters: { readonly artifact_id: number; readonly archive_format: 'zip' }
    }
  | { readonly route: 'GET /repos/{owner}/{repo}/tarball/{ref}'; readonly parameters: { readonly ref: string } }

/** The log of a job that has ended. */
export function downloadLog(target: EffectTarget, job: number, signal: AbortSignal): Promise<Download> {
  return download(
    target,
    { route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', parameters: { job_id: job } },
    { kind: 'log' },
    signal,
  )
}

/** An artifact as a zip; `digest` as GitHub lists it. */
export function downloadArtifact(
  target: EffectTarget,
  { id, digest = null }: { readonly id: number; readonly digest?: string | null },
  signal: AbortSignal,
): Promise<Download> {
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
  return download(target, { route, parameters: { artifact_id: id, archive_format: 'zip' } }, { kind: 'zip', digest }, signal)
}

/** All files of a commit, as a `.tar.gz`. */
export function downloadTarball(target: EffectTarget, commit: string, signal: AbortSignal): Promise<Download> {
  return download(target, { route: 'GET /repos/{owner}/{repo}/tarball/{ref}', parameters: { ref: commit } }, { kind: 'tarball' }, signal)
}

/** GitHub answers with another address, which wants no token: so the body is read as a stream, and never whole. */
async function download(
  { octokit, owner, repo }: EffectTarget,
  { route, parameters }: Route,
  promised: Promised,
  signal: AbortSignal,
): Promise<Download> {
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
  const answer = await fetch(location ?? '', { signal, headers: PLAIN }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw halfAnswer(route, 'its address does not answer', cause)
  })
  if (answer.status === 404 || answer.status === 410) return { outcome: 'gone', reason: 'it has expired' }
  if (!answer.ok) throw halfAnswer(route, `its address answers ${answer.status}`)
  const length = answer.headers.get('content-length')
  const size = length === null ? null : Number(length)
  const tail = (last: number) => downloadFrom(location ?? '', (size ?? 0) - last, signal)
  return { outcome: 'there', bytes: wholeBytes(answer, promised), size, tail }
}

/** A packed answer would hide its size. */
const PLAIN = { 'accept-encoding': 'identity' }

async function downloadFrom(location: string, from: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null> {
  if (from <= 0) return null
  // Azure, where GitHub keeps logs, knows no range without its beginning
  const answer = await fetch(location, { signal, headers: { ...PLAIN, range: `bytes=${from}-` } })
  if (answer.status === 206 && answer.body) return wholeBytes(answer, { kind: 'log' })
  await answer.body?.cancel()
  return null
}
