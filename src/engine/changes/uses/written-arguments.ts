import type { Argument, ExpressionOf } from '../../languages/language.ts'
import type { TextEdit } from './list-deletions.ts'

/**
 * One argument of a new call: what comes before a value of the old one, that value (its range, and its text as `whole`), or members, and
 * what comes after. A new value stands in `before` alone.
 */
export type Written = {
  readonly before: string
  readonly source: (Argument & { readonly whole: string }) | null
  readonly members: readonly Written[]
  readonly after: string
}

/** Edits that make the old list the new one: only what comes in, so that the layout stays, where every argument stands in its order; else the list anew. */
export function writtenEdits(
  text: string,
  { arguments: given, inside }: ExpressionOf<'call'>,
  written: readonly Written[],
): readonly TextEdit[] {
  const parts = flat(written)
  const sources = parts.flatMap(({ source }) => source ?? [])
  const isInOrder = sources.length === given.length && sources.every((source, index) => isOf(source, given[index]))
  if (given.length > 0 && isInOrder) return insertions(text, given, parts)
  const replacement = written.map(textOf).join(', ')
  return text.slice(inside.start, inside.end) === replacement ? [] : [{ ...inside, replacement }]
}

function isOf({ start, end }: Argument, argument: Argument | undefined): boolean {
  return argument !== undefined && argument.start <= start && end <= argument.end
}

function textOf({ before, source, members, after }: Written): string {
  return `${before}${source?.whole ?? ''}${members.map(textOf).join(', ')}${after}`
}

/** Members as parts of their own, with the brackets around them. */
function flat(written: readonly Written[]): readonly Written[] {
  return written.flatMap((one) => {
    const [first, last] = [one.members[0], one.members.at(-1)]
    if (first === undefined) return [one]
    return one.members.map((member) => ({
      ...member,
      before: `${member === first ? one.before : ''}${member.before}`,
      after: `${member.after}${member === last ? one.after : ''}`,
    }))
  })
}

/** Around each value, and between them what is new. */
function insertions(text: string, given: readonly Argument[], parts: readonly Written[]): readonly TextEdit[] {
  const edits: TextEdit[] = []
  let pending = ''
  let index = 0
  for (const { before, source, after } of parts) {
    if (source === null) {
      pending += index === 0 ? `${before}${after}, ` : `, ${before}${after}`
      continue
    }
    const argument = given[index]
    if (argument === undefined) continue
    const previous = given[index - 1]
    if (pending !== '')
      edits.push(
        previous === undefined
          ? { start: argument.start, end: argument.start, replacement: pending }
          : { start: previous.end, end: previous.end, replacement: pending },
      )
    pending = ''
    if (before !== text.slice(argument.start, source.start)) edits.push({ start: argument.start, end: source.start, replacement: before })
    if (after !== '') edits.push({ start: source.end, end: source.end, replacement: after })
    index += 1
  }
  const last = given.at(-1)
  if (pending !== '' && last !== undefined) edits.push({ start: last.end, end: last.end, replacement: pending })
  return merged(edits)
}

/** Two insertions at one place are one. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const groups = [...Map.groupBy(edits, ({ start, end }) => `${start} ${end}`).values()]
  return groups.map((group) => ({ ...(group[0] as TextEdit), replacement: group.map(({ replacement }) => replacement).join('') }))
}
