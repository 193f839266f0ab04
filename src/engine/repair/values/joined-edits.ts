import { diffArrays } from 'diff'
import type { JoinedPart, SourceValue } from '../../languages/facets/source-values.ts'
import type { Range } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { type ExpectedPlace, replacement } from './expected-place.ts'
import { allEdits, unedited, type ValueEdits } from './value-edit.ts'

/** Words, spaces and signs, one by one. */
const TOKEN = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu

/** A part with what it gave when the text was compared, and what it has to give now. */
type Stretch = { readonly part: JoinedPart; readonly was: string; readonly now: string }

/**
 * Edits of a text that is put together: what differs is written anew where it is written out, and followed where an expression gives it, so
 * that whatever was computed still is.
 */
export function joinedEdits(parts: readonly JoinedPart[], actual: SourceValue, was: SourceValue | null, place: ExpectedPlace): ValueEdits {
  const [old, now] = [textIn(was), textIn(actual)]
  const stretches = old === null || now === null ? null : changedStretches(parts, old, now)
  if (stretches === null) return unedited('not-literal')
  const places = stretches.map((stretch) => ({ ...stretch, ...placeOf(stretch, actual, place) }))
  const literals = new Map(places.flatMap(({ written }) => (written === null ? [] : [[written.literal.start, written.literal] as const])))
  const written = [...literals.values()].map((literal): ValueEdits => {
    const text = rewritten(literal, places, place)
    return text === null ? unedited('no-literal-form') : replacement(literal, text, place)
  })
  return allEdits([...written, ...places.map(({ edits }) => edits)])
}

type Piece = Extract<JoinedPart, { kind: 'hole' }>['written']

/**
 * What of a changed stretch is written anew in its literal, and the edits where it is not. An expression whose value is found nowhere in the
 * tests, such as what the product itself says, is no expectation any more that could be followed: the text that came takes its place.
 */
function placeOf(stretch: Stretch, actual: SourceValue, place: ExpectedPlace): { readonly written: Piece; readonly edits: ValueEdits } {
  const { part, was, now } = stretch
  if (was === now) return { written: null, edits: allEdits([]) }
  if (part.kind === 'text') return { written: part, edits: allEdits([]) }
  const edits = followed(stretch, actual, place)
  const isText = /\p{L}/u.test(now) && edits.kind === 'unedited'
  return isText && part.written !== null ? { written: part.written, edits: allEdits([]) } : { written: null, edits }
}

function textIn(value: SourceValue | null): string | null {
  return value?.kind === 'leaf' && value.literal.kind === 'string' ? value.literal.value : null
}

type Placed = Stretch & { readonly written: Piece }

function rewritten(literal: Range, places: readonly Placed[], { tree }: ExpectedPlace): string | null {
  let [at, text] = [literal.start, '']
  for (const { written, now } of places) {
    if (written?.literal.start !== literal.start) continue
    const piece = written.write(now)
    if (piece === null) return null
    text += tree.text.slice(at, written.range.start) + piece
    at = written.range.end
  }
  return text + textOf(tree, { start: at, end: literal.end })
}

/** Where an expression of the text gets its value: that is a text, or a number that was written into it. */
function followed({ part, was, now }: Stretch, { node }: SourceValue, place: ExpectedPlace): ValueEdits {
  if (part.kind === 'text' || was === now) return allEdits([])
  if (part.node === null) return unedited('not-literal')
  const text = (value: string): SourceValue => ({ kind: 'leaf', node, literal: { kind: 'string', value } })
  const found = place.follow(part.node, text(now), text(was))
  const isNumber = /^-?(?:0|[1-9]\d*)$/
  if (found.kind === 'edits' || !isNumber.test(was) || !isNumber.test(now)) return found
  const number = (value: string): SourceValue => ({ kind: 'leaf', node, literal: { kind: 'integer', text: value } })
  return place.follow(part.node, number(now), number(was))
}

/** `null` where nobody can say which part gave which stretch of the old text, or has to give which of the new one. */
function changedStretches(parts: readonly JoinedPart[], was: string, now: string): readonly Stretch[] | null {
  const bounds = boundsOf(parts, was)
  if (bounds === null) return null
  const come: string[] = parts.map(() => '')
  let [at, from] = [0, 0]
  for (const { value, added, removed } of diffArrays(was.match(TOKEN) ?? [], now.match(TOKEN) ?? [])) {
    const text = value.join('')
    if (added) {
      come[homeOf(parts, bounds, { start: from, end: at })] += text
      from = at
      continue
    }
    const end = at + text.length
    for (const [index, [first, last]] of bounds.entries()) {
      if (!removed && first < end && last > at) come[index] += was.slice(Math.max(first, at), Math.min(last, end))
    }
    from = removed ? at : end
    at = end
  }
  const stretches = parts.map((part, index) => ({ part, was: was.slice(...(bounds[index] ?? [0, 0])), now: come[index] ?? '' }))
  // a word that is partly computed and became another one: which part of it changed, nobody can say
  return stretches.some((one) => one.part.kind === 'hole' && one.was !== '' && one.now === '') ? null : stretches
}

type Bounds = readonly (readonly [start: number, end: number])[]

/** The part in which something came: the one that held all that it replaces; where two meet, one that is written out. */
function homeOf(parts: readonly JoinedPart[], bounds: Bounds, { start, end }: Range): number {
  const around = bounds.flatMap(([first, last], index) => (first <= start && end <= last ? [index] : []))
  const at = around.length > 0 ? around : bounds.flatMap(([first, last], index) => (first <= end && end <= last ? [index] : []))
  return at.find((index) => parts[index]?.kind === 'text') ?? at[0] ?? 0
}

/** What each part gave, where only one way to read the text gives it: as early as can be and as late as can be come to the same. */
function boundsOf(parts: readonly JoinedPart[], was: string): Bounds | null {
  const runs = runsOf(parts)
  const first = boundsFrom(runs, was)
  const mirrored = boundsFrom(runs.toReversed().map(reversed), reversed(was))
  const last = mirrored?.toReversed().map(([start, end]) => [was.length - end, was.length - start] as const)
  if (first === null || JSON.stringify(first) !== JSON.stringify(last)) return null
  let [run, at] = [0, 0]
  return parts.map((part, index) => {
    if (index > 0 && !(part.kind === 'text' && parts[index - 1]?.kind === 'text')) run += 1
    const [start, end] = first[run] ?? [0, 0]
    if (part.kind === 'hole') return [start, end]
    at = Math.max(at, start) + part.value.length
    return [at - part.value.length, at]
  })
}

/** Texts side by side as one; `null` for an expression. */
function runsOf(parts: readonly JoinedPart[]): readonly (string | null)[] {
  const runs: (string | null)[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (part.kind === 'text' && typeof last === 'string') runs[runs.length - 1] = last + part.value
    else runs.push(part.kind === 'text' ? part.value : null)
  }
  return runs
}

function reversed(text: string): string
function reversed(text: string | null): string | null
function reversed(text: string | null): string | null {
  return text === null ? null : text.split('').toReversed().join('')
}

/** Each text where it is first found behind the one before it, and what is between them for the expressions. */
function boundsFrom(runs: readonly (string | null)[], was: string): Bounds | null {
  const bounds: (readonly [number, number])[] = []
  let at = 0
  for (const [index, run] of runs.entries()) {
    const end = run === null ? endOfHole(runs.slice(index + 1), was, at) : was.startsWith(run, at) ? at + run.length : -1
    if (end < at) return null
    bounds.push([at, end])
    at = end
  }
  return at === was.length ? bounds : null
}

/** Where an expression's text ends that begins here: before the text that follows; -1 where nobody can say. */
function endOfHole([next, ...rest]: readonly (string | null)[], was: string, at: number): number {
  if (next === undefined) return was.length
  if (next === null || (next === '' && rest.length > 0)) return -1
  return rest.length === 0 ? was.length - next.length : was.indexOf(next, at)
}
