import { createSign } from 'node:crypto'
import { Octokit } from '@octokit/rest'
import type { GitHub } from './start-github.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The App's own token, valid for nine minutes unless `lifeS` says otherwise. */
export function appJwt(github: Pick<GitHub, 'app' | 'privateKey'>, lifeS = 540): string {
  const iat = Math.floor(Date.now() / 1000) - 60
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat, exp: iat + 60 + lifeS, iss: String(github.app.id) })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(github.privateKey, 'base64url')}`
}

/** A plain client: no retries, no throttling; `version: null` sends no API version. */
export function client(github: Pick<GitHub, 'apiUrl'>, token: string, version: string | null = '2022-11-28'): Octokit {
  const quiet = () => {}
  const octokit = new Octokit({ auth: token, baseUrl: github.apiUrl, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } })
  octokit.hook.before('request', (options) => {
    if (version !== null) options.headers['x-github-api-version'] = version
  })
  return octokit
}

/** A client with the token of the owner's installation. */
export async function connect(github: GitHub, owner: string): Promise<Octokit> {
  const app = client(github, appJwt(github))
  const { data } = await app.rest.apps.createInstallationAccessToken({ installation_id: github.installationOf(owner) })
  return client(github, data.token)
}
