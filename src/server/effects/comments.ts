import { type EffectTarget, NO_RETRY } from '../github/target.ts'
import { createOnce } from './create-once.ts'
import type { EffectOf } from './effect.ts'

type Found = { readonly id: number; readonly body: string }

/** Edits the comment that carries the marker, or writes it. Returns its id, `null` where only an existing one was to be edited. */
export async function upsertComment(target: EffectTarget, effect: EffectOf<'upsert_comment'>): Promise<number | null> {
  const { octokit, owner, repo } = target
  const { issue, marker, body, onlyUpdate = false } = effect
  const find = () => findOwnComment(target, issue, marker)
  const existing = onlyUpdate ? await find() : await createOnce(octokit, find, () => writeComment(target, issue, body))
  if (existing === null) return null
  if (existing.body !== body) await octokit.rest.issues.updateComment({ owner, repo, comment_id: existing.id, body })
  return existing.id
}

/** Writes a comment unless one with its marker is there. Returns its id. */
export async function reply(target: EffectTarget, { issue, marker, body }: EffectOf<'reply'>): Promise<number> {
  const text = body.includes(marker) ? body : `${marker}\n${body}`
  const { id } = await createOnce(
    target.octokit,
    () => findOwnComment(target, issue, marker),
    () => writeComment(target, issue, text),
  )
  return id
}

export async function react({ octokit, owner, repo }: EffectTarget, { comment, content }: EffectOf<'react'>): Promise<void> {
  await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content })
}

/** A marker alone proves nothing: anybody may copy it, so only comments of our own App count. */
async function findOwnComment({ octokit, owner, repo, login }: EffectTarget, issue: number, marker: string): Promise<Found | null> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, { owner, repo, issue_number: issue, per_page: 100 })
  for await (const { data } of pages) {
    const found = data.find(({ user, body }) => user?.login === login && body?.includes(marker))
    if (found) return { id: found.id, body: found.body ?? '' }
  }
  return null
}

async function writeComment({ octokit, owner, repo }: EffectTarget, issue: number, body: string): Promise<Found> {
  const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: issue, body, ...NO_RETRY })
  return { id: data.id, body }
}
