import { SutureError } from '../../model/error.ts'
import type { GitHub } from './octokit.ts'

const known = new WeakMap<GitHub, Promise<string>>()

/** The login that everything carries that our App does: `slug[bot]`. Asked once for each client. */
export function appLogin(github: GitHub): Promise<string> {
  const asked = known.get(github) ?? ask(github)
  known.set(github, asked)
  asked.catch(() => known.delete(github))
  return asked
}

async function ask(github: GitHub): Promise<string> {
  const octokit = await github.app()
  const { data } = await octokit.rest.apps.getAuthenticated()
  if (!data?.slug) throw new SutureError('app_unknown', 'GitHub does not know this App', 'check APP_ID and the private key')
  return `${data.slug}[bot]`
}
