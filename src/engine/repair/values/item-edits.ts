import type { Range } from '../../languages/language.ts'
import type { ValueEdit } from './value-edit.ts'

/** An edit of the one file that the list is in. */
type PlacedEdit = Omit<ValueEdit, 'file'>

/** The items of a list, map or call in their text. `close` is the offset of the closing bracket. */
export type Items = { readonly text: string; readonly items: readonly Range[]; readonly close: number }

/** `gone` are indexes of items; `come` holds new items' texts by the index of the item that they come after, -1 for the beginning. */
export type ItemChanges = { readonly gone: ReadonlySet<number>; readonly come: ReadonlyMap<number, readonly string[]> }

/** Takes items out and puts items in as the list is laid out: lines of their own stay so, comments and commas stay where they are. */
export function itemEdits(list: Items, { gone, come }: ItemChanges): readonly PlacedEdit[] {
  const removed = runsOf(gone).map(([first, last]) => removal(list, first, last))
  const added = [...come].map(([after, texts]) => (after < 0 ? atBeginning(list, texts) : insertion(list, after, texts)))
  return [...removed, ...added].flatMap((edit) => edit ?? [])
}

function insertion({ text, items, close }: Items, after: number, texts: readonly string[]): PlacedEdit | null {
  const item = items[after]
  if (item === undefined) return null
  const value = { before: '', after: texts.join(', ') }
  const [rest, comma] = restOfLine(text, item.end, close)
  const end = item.end + rest.length
  if (!isOnOwnLine(text, item) || !/^\r?\n/.test(text.slice(end))) {
    return { range: { start: item.end, end: item.end }, replacement: `, ${texts.join(', ')}`, value }
  }
  const newline = text.startsWith('\r\n', end) ? '\r\n' : '\n'
  const lines = texts.map((one) => `${newline}${indentOf(text, item)}${one}`)
  if (comma) return { range: { start: end, end }, replacement: lines.map((line) => `${line},`).join(''), value }
  // the last item had no comma behind it: it gets one, and the new last one has none
  return { range: { start: item.end, end }, replacement: `,${rest}${lines.join(',')}`, value }
}

function atBeginning({ text, items }: Items, texts: readonly string[]): PlacedEdit | null {
  const [first] = items
  if (first === undefined) return null
  const between = isOnOwnLine(text, first) ? `,${lineEnd(text)}${indentOf(text, first)}` : ', '
  const range = { start: first.start, end: first.start }
  return { range, replacement: texts.map((one) => one + between).join(''), value: { before: '', after: texts.join(', ') } }
}

function removal({ text, items, close }: Items, first: number, last: number): PlacedEdit | null {
  const [from, to] = [items[first], items[last]]
  if (from === undefined || to === undefined) return null
  const [before, next] = [items[first - 1], items[last + 1]]
  const value = { before: text.slice(from.start, to.end), after: '' }
  const [rest, comma] = restOfLine(text, to.end, close)
  const end = to.end + rest.length
  const newline = /^\r?\n/.exec(text.slice(end))?.[0]
  if (isOnOwnLine(text, from) && newline !== undefined) {
    const start = text.lastIndexOf('\n', from.start - 1) + 1
    const whole = { start, end: end + newline.length }
    if (next !== undefined || comma || before === undefined) return { range: whole, replacement: '', value }
    const [behind] = restOfLine(text, before.end, close)
    return { range: { start: before.end, end }, replacement: behind.replace(',', ''), value }
  }
  if (next !== undefined) return { range: { start: from.start, end: next.start }, replacement: '', value }
  if (before !== undefined) return { range: { start: before.end, end: to.end }, replacement: '', value }
  const inside = /^[ \t]*,?/.exec(text.slice(to.end, close))?.[0] ?? ''
  return { range: { start: from.start, end: to.end + inside.length }, replacement: '', value }
}

/** What stands behind an item in its line: a comma, a comment; and whether a comma is among it. */
function restOfLine(text: string, at: number, close: number): readonly [rest: string, comma: boolean] {
  const rest = /^[ \t]*(,?)[ \t]*(?:(?:#|\/\/)[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?/.exec(text.slice(at, close))
  return [rest?.[0] ?? '', rest?.[1] === ',']
}

function isOnOwnLine(text: string, { start }: Range): boolean {
  return /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))
}

function indentOf(text: string, { start }: Range): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? ''
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** Neighbouring indexes together. */
function runsOf(indexes: ReadonlySet<number>): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = []
  for (const index of [...indexes].toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === index - 1) last[1] = index
    else runs.push([index, index])
  }
  return runs
}
