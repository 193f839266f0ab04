import type { SourceEdit } from '../languages/facets/markers.ts'

/** The text with edits that do not overlap; insertions at one place stand in their order. */
export function applyTextEdits(text: string, edits: readonly SourceEdit[]): string {
  return edits
    .toReversed()
    .toSorted((one, other) => other.range.start - one.range.start)
    .reduce((changed, { range, replacement }) => `${changed.slice(0, range.start)}${replacement}${changed.slice(range.end)}`, text)
}
