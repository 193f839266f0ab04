import type { SourceValue } from '../../languages/facets/source-values.ts'
import { applyEdits } from '../apply-edits.ts'
import { unedited, type ValueEdits } from '../values/value-edit.ts'
import { type DataNode, isStructured, readDocument } from './data-document.ts'
import { type DataValue, dataKey, dataOf } from './data-value.ts'
import { documentEdits } from './document-edits.ts'
import { textFileEdits } from './text-edits.ts'

/** Data files below folders of tests, by path, and the texts of the test and of what it loads: they name the file that they read. */
export type DataTexts = { readonly data: ReadonlyMap<string, string>; readonly readers: readonly string[] }

/** A value of a data file that reads as the one which was compared; of a text file the whole of it. */
type DataPlace = { readonly file: string; readonly text: string; readonly node: DataNode | null }

/**
 * Edits of the data file that a test reads as what it expects; `null` where no file that it names holds that value, or where several do: what
 * is not found by its value alone may be an input as well.
 */
export function dataEdits(was: SourceValue | null, actual: SourceValue, { data, readers }: DataTexts): ValueEdits | null {
  const [old, now] = [was === null ? null : dataOf(was), dataOf(actual)]
  if (old === null || now === null || dataKey(old) === dataKey(now)) return null
  const named = [...data].filter(([path]) => readers.some((text) => namesFile(text, path)))
  const places = named.flatMap(([file, text]) => placesIn(file, text, old))
  const whole = places.filter(({ node }) => node === null || node.start === 0 || isWhole(node, places))
  const [only, ...others] = whole.length === 1 ? whole : places
  if (only === undefined) return null
  if (others.length > 0 || readers.some((text) => isReadTwice(text, only.file))) return unedited('several-places')
  const found = only.node === null ? ofText(only, old, now) : documentEdits(only.node, now, only)
  return found.kind === 'edits' && !reads(only, found, now) ? unedited('not-equal-after') : found
}

/** The outermost of them all: what a test reads is more likely the file than a part of it. */
function isWhole(node: DataNode, places: readonly DataPlace[]): boolean {
  return places.every((other) => other.node === null || (node.start <= other.node.start && other.node.end <= node.end))
}

/** Its name, or the name without its ending as a text of its own. */
function namesFile(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const stem = name.replace(/\.[^.]+$/, '')
  return text.includes(name) || (stem.length > 2 && ["'", '"', '`'].some((quote) => text.includes(`${quote}${stem}${quote}`)))
}

/**
 * Whether a test names the file twice, or uses what it calls the file, or its value, more than once: then it may be an input as well, and with
 * another input a round trip would hold again although the product broke it.
 */
function isReadTwice(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const stem = name.replace(/\.[^.]+$/, '')
  const lines = text
    .split('\n')
    .filter((line) => line.includes(name) || ["'", '"', '`'].some((quote) => line.includes(`${quote}${stem}${quote}`)))
  if (lines.length > 1) return true
  const held = /^\s*(?:const|let|var)?\s*([A-Za-z_$][\w$]*)\s*(?::[^=]*)?=(?!=)/.exec(lines[0] ?? '')?.[1]
  return held !== undefined && wholeWords(blockFrom(text, lines[0] ?? ''), held) > 2
}

/** A line with what follows it in its block: a name of a function is no other one's. */
function blockFrom(text: string, line: string): string {
  const indent = line.length - line.trimStart().length
  const lines = text.split('\n')
  const from = lines.indexOf(line)
  const end = lines.findIndex((one, index) => index > from && one.trim() !== '' && one.length - one.trimStart().length < indent)
  return lines.slice(from, end < 0 ? undefined : end).join('\n')
}

function wholeWords(text: string, word: string): number {
  return text.split(/[^\w$]+/).filter((one) => one === word).length
}

function placesIn(file: string, text: string, old: DataValue): readonly DataPlace[] {
  if (!isStructured(file)) {
    const isText = old.kind === 'string' && old.value.trim() !== '' && withoutEnd(old.value) === withoutEnd(text)
    return isText ? [{ file, text, node: null }] : []
  }
  const document = readDocument(file, text)
  if (document === null) return []
  const wanted = dataKey(old)
  const found: DataNode[] = []
  const visit = (node: DataNode, isTop: boolean): void => {
    if ((isTop || isTelling(node.value)) && dataKey(node.value) === wanted) found.push(node)
    for (const part of node.parts) visit(part.node, false)
  }
  visit(document, true)
  return found.map((node) => ({ file, text, node }))
}

/** What two parts of a file hardly hold by chance. */
function isTelling(value: DataValue): boolean {
  if (value.kind === 'string') return value.value.length > 3
  if (value.kind === 'number') return value.text.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '').length > 1
  return (value.kind === 'list' && value.items.length > 0) || (value.kind === 'map' && value.entries.length > 0)
}

/** A file may end with a line break that the test leaves out, or the other way round: then the new text does as the old one did. */
function ofText({ file, text }: DataPlace, old: DataValue, now: DataValue): ValueEdits {
  if (old.kind !== 'string' || now.kind !== 'string') return unedited('no-literal-form')
  const isSame = old.value === text
  const end = /\s*$/.exec(text)?.[0] ?? ''
  return textFileEdits(file, text, isSame ? now.value : `${withoutEnd(now.value)}${end}`)
}

function withoutEnd(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}

/** Whether the edited file holds the new value where it held the old one. */
function reads({ file, text, node }: DataPlace, { edits }: Extract<ValueEdits, { kind: 'edits' }>, now: DataValue): boolean {
  const made = edits.map((edit) => ({ ...edit, effect: 'expectation' as const, causes: [] }))
  const after = applyEdits(text, made)
  if (node === null) return now.kind === 'string' && withoutEnd(after) === withoutEnd(now.value)
  const document = readDocument(file, after)
  const find = (one: DataNode): boolean =>
    (one.start === node.start && dataKey(one.value) === dataKey(now)) || one.parts.some((part) => find(part.node))
  return document !== null && find(document)
}
