import type { Effect } from '../../effects/effect.ts'
import type { StandingAcceptance } from './acceptances.ts'

/** A reply to each acceptance of this generation of which nothing came, once: an edited comment notifies nobody. */
export function tellAccepters(
  issue: number | null,
  acceptances: readonly StandingAcceptance[],
  failed: readonly { readonly comment: number; readonly text: string }[],
): readonly Effect[] {
  if (issue === null) return []
  const fresh = new Set(acceptances.filter(({ isNew }) => isNew).map(({ comment }) => comment))
  const byComment = Map.groupBy(
    failed.filter(({ comment }) => fresh.has(comment)),
    ({ comment }) => comment,
  )
  return [...byComment].map(([comment, all]) => ({
    ...{ kind: 'reply', issue, marker: `<!-- suture:acceptance ${comment} -->` },
    body: [...new Set(all.map(({ text }) => text))].join('\n\n'),
  }))
}
