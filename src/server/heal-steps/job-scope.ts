import { SutureError } from '../../model/error.ts'
import { appLogin } from '../github/app-login.ts'
import { type RepositorySettings, readRepositorySettings } from '../github/read-repository-settings.ts'
import type { EffectTarget } from '../github/target.ts'
import { findRepository } from '../history/repositories.ts'
import type { JobContext } from '../queue/job.ts'

/** One repository as a job works on it: one client for the whole job. */
export type JobScope = {
  readonly target: EffectTarget
  readonly repositoryId: number
  readonly installationId: number
  readonly fullName: string
  readonly defaultBranch: string
  readonly repositoryUrl: string
  settings(): Promise<RepositorySettings>
}

/** Opens a repository for a job; `null` where the App may no longer see it, so that its jobs end without a word. */
export async function openJobScope(
  { history, github, serverEnvironment, signal }: JobContext,
  repositoryId: number,
): Promise<JobScope | null> {
  const repository = await findRepository(history.database, repositoryId)
  if (!repository || repository.removedAt) return null
  const [owner, repo] = repository.fullName.split('/')
  if (!owner || !repo) throw new SutureError('repository_unknown', `${repository.fullName} is not the name of a repository`)
  const octokit = await github.installation(repository.installationId, signal)
  const target = { octokit, owner, repo, login: await appLogin(github) }
  const { data } = await octokit.rest.repos.get({ owner, repo })
  const { default_branch: defaultBranch, html_url: repositoryUrl } = data
  let settings: ReturnType<JobScope['settings']> | null = null
  return {
    target,
    repositoryId,
    installationId: repository.installationId,
    fullName: repository.fullName,
    defaultBranch,
    repositoryUrl,
    settings: () => {
      settings ??= readRepositorySettings(target, defaultBranch, serverEnvironment)
      return settings
    },
  }
}
