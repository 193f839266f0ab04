import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, Scalar } from 'yaml'
import type { Range } from '../../languages/language.ts'
import type { DataValue } from './data-value.ts'

/** A value of a data file with its place there. `style`: how it is written. */
export type DataNode = Range & {
  readonly value: DataValue
  readonly style: 'plain' | 'single' | 'double' | 'flow' | 'block' | 'text-block'
  readonly parts: readonly DataPart[]
}

/** One item of a list, or one entry of a map, with the range of both key and value. */
export type DataPart = Range & { readonly key: string | null; readonly node: DataNode }

const JSON_FILE = /\.json$/i
const YAML_FILE = /\.ya?ml$/i

/** Whether a file's value is read part by part; every other data file is one text. */
export function isStructured(path: string): boolean {
  return JSON_FILE.test(path) || YAML_FILE.test(path)
}

/** A JSON or YAML file with the place of each of its parts; `null` where it has errors, several documents, anchors or tags. */
export function readDocument(path: string, text: string): DataNode | null {
  if (JSON_FILE.test(path) && !isJson(text)) return null
  const document = parseDocument(text, { strict: true, uniqueKeys: true, version: '1.2' })
  if (document.errors.length > 0 || document.warnings.length > 0 || document.contents === null) return null
  return nodeOf(document.contents as Node, text)
}

function nodeOf(node: Node, text: string): DataNode | null {
  const [start = 0, end = 0] = node.range ?? []
  if (isAlias(node) || node.tag !== undefined || ('anchor' in node && node.anchor !== undefined)) return null
  if (isScalar(node)) {
    const value = scalarOf(node, text.slice(start, end))
    return value === null ? null : { start, end, value, style: styleOf(node), parts: [] }
  }
  const style = (isMap(node) || isSeq(node)) && node.flow === true ? 'flow' : 'block'
  if (isSeq(node)) {
    const parts = node.items.map((item): DataPart | null => {
      const inner = nodeOf(item as Node, text)
      return inner === null ? null : { key: null, node: inner, start: inner.start, end: inner.end }
    })
    const all = parts.filter((part) => part !== null)
    const value: DataValue = { kind: 'list', items: all.map((part) => part.node.value) }
    return all.length === parts.length ? { start, end: endOf(end, all, style), value, style, parts: all } : null
  }
  if (!isMap(node)) return null
  const parts = node.items.map((pair): DataPart | null => {
    const key = isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key : null
    const inner = pair.value === null || pair.value === undefined ? null : nodeOf(pair.value as Node, text)
    return key === null || inner === null
      ? null
      : { key: String(key.value), node: inner, start: key.range?.[0] ?? inner.start, end: inner.end }
  })
  const all = parts.filter((part) => part !== null)
  const value: DataValue = { kind: 'map', entries: all.map((part) => [part.key ?? '', part.node.value] as const) }
  return all.length === parts.length ? { start, end: endOf(end, all, style), value, style, parts: all } : null
}

/** A block reaches to the end of its last part, not into the lines after it. */
function endOf(end: number, parts: readonly DataPart[], style: 'flow' | 'block'): number {
  return style === 'block' ? (parts.at(-1)?.end ?? end) : end
}

function scalarOf({ value }: Scalar, written: string): DataValue | null {
  if (value === null) return written === '' ? null : { kind: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  if (typeof value === 'string') return { kind: 'string', value }
  const isNumber = typeof value === 'number' && Number.isFinite(value) && Number(written) === value
  return isNumber ? { kind: 'number', text: written } : null
}

function styleOf({ type }: Scalar): DataNode['style'] {
  if (type === Scalar.QUOTE_DOUBLE) return 'double'
  if (type === Scalar.QUOTE_SINGLE) return 'single'
  return type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL ? 'text-block' : 'plain'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
