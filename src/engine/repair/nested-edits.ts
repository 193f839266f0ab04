import type { Edit } from '../../model/candidate.ts'
import { applyEdits, doOverlap } from './apply-edits.ts'

/**
 * Edits of one text where some lie in what others replace: a renamed call in an argument that changes its place. Whoever replaces a stretch
 * copies text from there or from beside it, so the edits within go to wherever their text goes. `null` where that can't be said, as for two
 * edits that cross, or for a stretch whose text goes nowhere whole. Expectations are never nested: each stays an edit that a reader sees.
 */
export function nestedEdits(edits: readonly Edit[], texts: ReadonlyMap<string, string>): readonly Edit[] | null {
  const done: Edit[] = []
  for (const [file, own] of Map.groupBy(edits, (edit) => edit.file)) {
    const found = nestedIn(own, texts.get(file) ?? '')
    if (found === null) return null
    done.push(...found)
  }
  return done
}

function nestedIn(edits: readonly Edit[], text: string): readonly Edit[] | null {
  const outer = edits.filter((one) => !edits.some((other) => holds(other, one)))
  const inner = edits.filter((one) => !outer.includes(one))
  if (outer.some((one, index) => outer.slice(index + 1).some((other) => doOverlap(one, other)))) return null
  if (inner.length === 0) return outer
  if (edits.some(({ effect }) => effect !== 'reach')) return null
  // the innermost first: whatever is within what is within is part of its text by then
  const settled = nestedIn(inner, text)
  if (settled === null) return null
  const stretches = outer.flatMap((one): readonly Stretch[] => {
    const own = settled.filter((edit) => holds(one, edit))
    return own.length === 0 ? [] : [{ range: one.range, own, before: text.slice(one.range.start, one.range.end) }]
  })
  const copied = outer.map((one) => copiedStretch(one, stretches))
  // a stretch that is taken away takes its edits along; any other has to be somewhere
  if (!stretches.every((stretch) => copied.some((one) => one?.before === stretch.before) || isDropped(stretch, outer))) return null
  return outer.map((one, index) => {
    const stretch = copied[index]
    return stretch === undefined ? one : withWithin(one, stretch)
  })
}

type Stretch = { readonly range: Edit['range']; readonly own: readonly Edit[]; readonly before: string }

/** The stretch whose text an edit copies: the longest, and of equal ones the nearest. */
function copiedStretch({ range, replacement }: Edit, stretches: readonly Stretch[]): Stretch | undefined {
  const apart = (one: Stretch): number => Math.abs(one.range.start - range.start)
  return stretches
    .filter(({ before }) => replacement.split(before).length === 2)
    .toSorted((one, other) => other.before.length - one.before.length || apart(one) - apart(other))[0]
}

/** Whether one edit replaces a stretch that the other one is in, and more than it. */
function holds(one: Edit, other: Edit): boolean {
  const [a, b] = [one.range, other.range]
  return one !== other && a.start <= b.start && b.end <= a.end && b.end - b.start < a.end - a.start
}

function isDropped({ range }: Stretch, outer: readonly Edit[]): boolean {
  return outer.some((one) => one.range.start === range.start && one.range.end === range.end && one.replacement === '')
}

function withWithin(edit: Edit, { range, own, before }: Stretch): Edit {
  const shifted = own.map((one) => ({ ...one, range: { start: one.range.start - range.start, end: one.range.end - range.start } }))
  const causes = [...new Set([edit, ...own].flatMap((one) => one.causes))]
  return { ...edit, replacement: edit.replacement.replace(before, () => applyEdits(before, shifted)), causes }
}
