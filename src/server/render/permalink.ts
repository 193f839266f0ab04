import { code } from './markdown.ts'

/** Where links of one answer lead: the repository's page, and the two commits that were compared. */
export type Links = { readonly repositoryUrl: string; readonly headSha: string; readonly baseSha: string | null }

/** A link to a line of a file, or to `count` of them, as it was in a commit; it stays right whatever is pushed later. */
export function permalink(links: Links, file: string, line: number | null, side: 'head' | 'base' = 'head', count = 1): string {
  const commit = side === 'base' ? (links.baseSha ?? links.headSha) : links.headSha
  const path = file.split('/').map(encodePart).join('/')
  const last = line === null || count <= 1 ? null : line + count - 1
  const anchor = line === null ? '' : last === null ? `#L${line}` : `#L${line}-L${last}`
  const place = line === null ? file : last === null ? `${file}:${line}` : `${file}:${line}–${last}`
  return `[${code(place)}](${links.repositoryUrl}/blob/${commit}/${path}${anchor})`
}

/** A link to a commit, by its short name. */
export function commitLink(links: Links, commit: string): string {
  return `[\`${commit.slice(0, 7)}\`](${links.repositoryUrl}/commit/${commit})`
}

function encodePart(part: string): string {
  return encodeURIComponent(part).replace(/[()!'*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
