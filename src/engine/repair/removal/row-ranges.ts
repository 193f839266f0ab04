import type { Range } from '../../languages/language.ts'

const REST_OF_LINE = /^[ \t]*,?[ \t]*(?:(?:#|\/\/).*)?$/

/**
 * What goes with these rows of a table: whole lines with their comma and the comment behind it, or of a line that holds several the row with
 * one comma. At least one row is left.
 */
export function rowRanges(text: string, rows: readonly Range[], dead: ReadonlySet<Range>): readonly Range[] {
  const kept = rows.findLastIndex((row) => !dead.has(row))
  const hasComma = /^\s*,/.test(text.slice(rows.at(-1)?.end ?? 0))
  return rows.flatMap((row, index) => {
    const [next, last] = [rows[index + 1], rows[kept]]
    if (!dead.has(row) || last === undefined) return []
    const line = lineOf(text, row)
    if (line !== null && (index < kept || hasComma)) return [line]
    if (index < kept && next !== undefined) return [{ start: row.start, end: next.start }]
    // without a comma behind the last row the one before it loses its own, once for all that go
    return index === kept + 1 ? [{ start: last.end, end: rows.at(-1)?.end ?? row.end }] : []
  })
}

/** The lines of a row that shares them with no other; `null` where it does. */
function lineOf(text: string, { start, end }: Range): Range | null {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const found = text.indexOf('\n', end)
  const to = found < 0 ? text.length : found
  const isAlone = text.slice(from, start).trim() === '' && REST_OF_LINE.test(text.slice(end, to))
  return isAlone ? { start: from, end: Math.min(to + 1, text.length) } : null
}
