import { SutureError } from '../model/error.ts'

/** The server that a caller names, and what opens it. */
export type ServerAccess = { readonly url: string; readonly token: string }

/** What SUTURE_URL and SUTURE_TOKEN say; null where no server is named. */
export function serverAccess(env: Readonly<Record<string, string | undefined>>): ServerAccess | null {
  const url = env['SUTURE_URL'] ?? ''
  if (url === '') return null
  if (!/^https?:\/\/[^\s]+$/.test(url))
    throw new SutureError('bad_address', `SUTURE_URL ${url} is no http address`, 'set it to the address of your Suture server')
  return { url: url.replace(/\/+$/, ''), token: env['SUTURE_TOKEN'] ?? '' }
}

const TIMEOUT_MS = 30_000

/** One answer of the API of a repository (`owner/name`), as JSON; a sentence where there is none. Never throws. */
export async function askServer(
  { url, token }: ServerAccess,
  repository: string,
  path: string,
): Promise<{ readonly outcome: 'ok'; readonly json: unknown } | { readonly outcome: 'none'; readonly why: string }> {
  const headers = { accept: 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
  try {
    const response = await fetch(`${url}/api/v1/repositories/${repository}/${path}`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (response.ok) return { outcome: 'ok', json: await response.json() }
    const hint =
      response.status === 401 || response.status === 403
        ? ': check SUTURE_TOKEN'
        : response.status === 404
          ? `: it knows nothing of ${repository} yet`
          : ''
    return { outcome: 'none', why: `${url} answered ${response.status}${hint}` }
  } catch (error) {
    return { outcome: 'none', why: `${url} did not answer: ${error instanceof Error ? error.message : String(error)}` }
  }
}
