import type { TextEdit } from '../../changes/uses/list-deletions.ts'

type Insertion = TextEdit & { readonly until?: number }

/** Insertions at one place as a single one: what is put before a longer text stands first, and after it last. */
export function mergedInsertions(edits: readonly Insertion[]): readonly TextEdit[] {
  const isInsertion = ({ start, end }: TextEdit): boolean => start === end
  const others = edits.filter((edit) => !isInsertion(edit))
  const places = Map.groupBy(edits.filter(isInsertion), ({ start }) => start)
  const merged = [...places].map(([at, insertions]) => {
    const [closing, opening] = [
      insertions.filter(({ until }) => until === undefined || until === at),
      insertions.filter(({ until = at }) => until > at),
    ]
    const sorted = opening.toSorted((one, other) => (other.until ?? at) - (one.until ?? at))
    return { start: at, end: at, replacement: [...closing, ...sorted].map(({ replacement }) => replacement).join('') }
  })
  return [...others, ...merged]
}
