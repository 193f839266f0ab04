import { lineStart } from '../../languages/line-start.ts'
import { lineAt } from '../../languages/syntax.ts'
import { allEdits, unedited, type ValueEdit, type ValueEdits } from '../values/value-edit.ts'
import type { DataNode, DataPart } from './data-document.ts'
import { type DataValue, dataKey, printData } from './data-value.ts'

/** The file that is edited; JSON has one way to write a text. */
type Place = { readonly file: string; readonly text: string }

const PLAIN_TEXT = /^[A-Za-z][\w./ -]*[\w./-]$|^[A-Za-z]$/
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i

/** Edits that make a value of a data file another one: only what differs is written, as it was written. */
export function documentEdits(node: DataNode, now: DataValue, place: Place): ValueEdits {
  const { value, style, parts } = node
  if (dataKey(value) === dataKey(now)) return { kind: 'edits', edits: [] }
  if (style === 'text-block') return unedited('layout')
  const isSame = value.kind === now.kind && parts.length > 0
  if (isSame && now.kind === 'map') return mapEdits(node, now.entries, place)
  if (isSame && now.kind === 'list') return listEdits(node, now.items, place)
  if (style === 'block' || (now.kind === 'list' || now.kind === 'map') !== (value.kind === 'list' || value.kind === 'map'))
    return unedited('layout')
  return one(node, printed(now, node, place), place)
}

function mapEdits(node: DataNode, entries: readonly (readonly [string, DataValue])[], place: Place): ValueEdits {
  const now = new Map(entries)
  const gone = node.parts.filter(({ key }) => !now.has(key ?? ''))
  const known = new Set(node.parts.map(({ key }) => key))
  const come = entries.filter(([key]) => !known.has(key))
  const kept = node.parts.filter((part) => !gone.includes(part))
  if (kept.length === 0) return unedited('layout')
  return allEdits([
    ...kept.map((part) => documentEdits(part.node, now.get(part.key ?? '') ?? part.node.value, place)),
    ...gone.map((part) => removed(node, part, place)),
    ...(come.length === 0
      ? []
      : [
          added(
            node,
            kept.at(-1),
            come.map(([key, value]) => entryText(node, key, value, place)),
            place,
          ),
        ]),
  ])
}

function listEdits(node: DataNode, items: readonly DataValue[], place: Place): ValueEdits {
  const [olds, news] = [node.parts.map((part) => dataKey(part.node.value)), items.map(dataKey)]
  let head = 0
  while (head < olds.length && head < news.length && olds[head] === news[head]) head += 1
  let tail = 0
  while (tail < olds.length - head && tail < news.length - head && olds.at(-1 - tail) === news.at(-1 - tail)) tail += 1
  const middle = node.parts.slice(head, node.parts.length - tail)
  const fresh = items.slice(head, items.length - tail)
  const paired = Math.min(middle.length, fresh.length)
  const gone = middle.slice(paired)
  const come = fresh.slice(paired).map((value) => (node.style === 'block' ? `- ${printData(value)}` : printData(value)))
  // behind the item that now stands before them
  const before = node.parts[head + paired - 1]
  if (gone.length === node.parts.length || (come.length > 0 && before === undefined)) return unedited('layout')
  return allEdits([
    ...middle.slice(0, paired).map((part, index) => documentEdits(part.node, fresh[index] ?? part.node.value, place)),
    ...gone.map((part) => removed(node, part, place)),
    ...(come.length === 0 ? [] : [added(node, before, come, place)]),
  ])
}

/** A part with what separates it: from the part before it where there is one, so that parts beside each other can go together. */
function removed(node: DataNode, part: DataPart, { file, text }: Place): ValueEdits {
  const at = node.parts.indexOf(part)
  const [previous, next] = [node.parts[at - 1], node.parts[at + 1]]
  const isBlock = node.style === 'block'
  const isFirst = previous === undefined
  if (isFirst && (next === undefined || isBlock)) return unedited('layout')
  const range = isFirst ? { start: part.start, end: next?.start ?? part.end } : { start: previous.end, end: part.end }
  // a comment between them is nobody's to delete
  if (/#|\/\//.test(text.slice(range.start, part.start))) return unedited('layout')
  const before = isBlock ? text.slice(lineStart(text, lineAt(text, part.start)), part.end).trim() : text.slice(part.start, part.end)
  return edits({ file, range, replacement: '', value: { before, after: '' } })
}

function added(node: DataNode, behind: DataPart | undefined, texts: readonly string[], { file, text }: Place): ValueEdits {
  if (behind === undefined) return unedited('layout')
  const { end } = behind
  const start = lineStart(text, lineAt(text, behind.start))
  const lead = text.slice(start, behind.start)
  const isOwnLine = node.style === 'block' || /^[ \t]*$/.test(lead)
  const indent = isOwnLine ? `\n${/^[ \t]*/.exec(lead)?.[0] ?? ''}` : ' '
  // the first entry of a block inside of a list stands behind a dash
  if (node.style === 'block' && !/^[ \t]*(?:- )?$/.test(lead)) return unedited('layout')
  const separator = node.style === 'block' ? '' : ','
  const joint = node.style === 'block' && lead.trim() === '-' && node.value.kind === 'map' ? `${indent}  ` : indent
  const after = texts.join(`${separator}${joint}`)
  return edits({ file, range: { start: end, end }, replacement: `${separator}${joint}${after}`, value: { before: '', after } })
}

function entryText(node: DataNode, key: string, value: DataValue, place: Place): string {
  const isPlain = node.style === 'block' && PLAIN_TEXT.test(key) && !RESERVED.test(key)
  const text = node.style === 'block' && value.kind === 'string' ? printedText(value.value, 'plain') : printData(value)
  return `${isPlain && isYaml(place) ? key : JSON.stringify(key)}: ${text}`
}

function printed(value: DataValue, { style }: DataNode, place: Place): string {
  return value.kind === 'string' && isYaml(place) ? printedText(value.value, style) : printData(value)
}

/** In the quotes of the text before it, or without any where it needs none. */
function printedText(text: string, style: DataNode['style']): string {
  const isOneLine = !/[\n\r\t]|[^\x20-\x7e\u00a0-\uffff]/.test(text)
  if (style === 'plain' && PLAIN_TEXT.test(text) && !RESERVED.test(text)) return text
  return style === 'single' && isOneLine ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text)
}

function isYaml({ file }: Place): boolean {
  return !/\.json$/i.test(file)
}

function one({ start, end }: DataNode, replacement: string, { file, text }: Place): ValueEdits {
  return edits({ file, range: { start, end }, replacement, value: { before: text.slice(start, end), after: replacement } })
}

function edits(edit: ValueEdit): ValueEdits {
  return { kind: 'edits', edits: [edit] }
}
