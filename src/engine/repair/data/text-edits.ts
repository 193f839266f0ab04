import { unedited, type ValueEdits } from '../values/value-edit.ts'

/** The edit that makes a text file another text: the lines that differ, from the first to the last of them. The end of the file stays as it is. */
export function textFileEdits(file: string, text: string, now: string): ValueEdits {
  if (text === now) return { kind: 'edits', edits: [] }
  const [olds, news] = [linesOf(text), linesOf(now)]
  let head = 0
  while (head < olds.length && head < news.length && olds[head] === news[head]) head += 1
  let tail = 0
  while (tail < olds.length - head && tail < news.length - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail += 1
  const start = olds.slice(0, head).join('').length
  const before = olds.slice(head, olds.length - tail).join('')
  const after = news.slice(head, news.length - tail).join('')
  // a file that would hold nothing any more expects nothing
  if (now.trim() === '') return unedited('layout')
  return { kind: 'edits', edits: [{ file, range: { start, end: start + before.length }, replacement: after, value: { before, after } }] }
}

/** Each with its line break. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
