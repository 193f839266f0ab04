import type { Settings } from '../../../config/settings.ts'
import { frameworks } from '../../../engine/frameworks/index.ts'
import { withSettings } from '../../../engine/frameworks/with-settings.ts'
import type { Change } from '../../../engine/history/prediction/change-facts.ts'
import { type EffectTarget, statusOf } from '../../github/target.ts'
import type { Database } from '../../history/connection/database.ts'
import { findPushedBefore } from '../../history/pushes.ts'

/** The commit whose change is wanted, and what is known of where it came from. */
export type WantedChange = {
  readonly headSha: string
  readonly pullNumber: number | null
  readonly mergeBaseSha: string | null
  readonly at: Date
}

/** What a commit changed: of a pull request all of it, of a push since where the branch was. Without files where GitHub does not know. */
export async function fetchChange(
  database: Database,
  repositoryId: number,
  target: EffectTarget,
  wanted: WantedChange,
  settings: Settings,
): Promise<Change> {
  const unknown: Change = { files: [], testFiles: [], author: null, at: wanted.at.getTime() }
  try {
    const base = await baseOf(database, repositoryId, target, wanted)
    if (base === null) return unknown
    const { octokit, owner, repo } = target
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${base}...${wanted.headSha}`,
      per_page: 1,
    })
    const paths = (data.files ?? []).map(({ filename }) => filename)
    const known = frameworks.map((framework) => withSettings(framework, settings))
    const isTest = (path: string) => known.some((framework) => framework.isTestFile(path))
    const [commit] = data.commits
    return {
      files: paths.filter((path) => !isTest(path)),
      testFiles: paths.filter(isTest),
      author: commit?.author?.login ?? commit?.commit.author?.email ?? null,
      at: wanted.at.getTime(),
    }
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 422) return unknown
    throw error
  }
}

async function baseOf(
  database: Database,
  repositoryId: number,
  { octokit, owner, repo }: EffectTarget,
  { headSha, pullNumber, mergeBaseSha, at }: WantedChange,
): Promise<string | null> {
  if (mergeBaseSha !== null) return mergeBaseSha
  if (pullNumber !== null) return (await octokit.rest.pulls.get({ owner, repo, pull_number: pullNumber })).data.base.sha
  const before = await findPushedBefore(database, repositoryId, headSha, at)
  if (before !== null) return before
  return (await octokit.rest.git.getCommit({ owner, repo, commit_sha: headSha })).data.parents[0]?.sha ?? null
}
