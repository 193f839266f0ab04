import { type EffectTarget, statusOf } from './target.ts'

/** The text of a file in a commit or branch; `null` where there is none. At most 1 MB, GitHub's own limit. */
export async function readFile({ octokit, owner, repo }: EffectTarget, path: string, ref: string): Promise<string | null> {
  try {
    const { data } = await octokit.rest.repos.getContent({ owner, repo, path, ref })
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return null
    return Buffer.from(data.content, 'base64').toString('utf8')
  } catch (error) {
    if (statusOf(error) === 404) return null
    throw error
  }
}
