import type { Edit } from '../../../model/candidate.ts'
import { applyEdits } from '../apply-edits.ts'
import { type DataNode, isStructured, readDocument } from './data-document.ts'
import { type DataValue, dataKey } from './data-value.ts'

/**
 * Why an edit of a data file is more than the value that it names; `null` where it is not: one value in the place of another, or items and
 * entries that came or went beside what stays. Of a text file the edit is the value.
 */
export function misplacedData({ range, replacement, value, ...edit }: Edit, path: string, before: string): string | null {
  if (value === undefined) return BESIDE
  const after = applyEdits(before, [{ range, replacement, ...edit }])
  const isThere = value.before === '' || before.slice(range.start, range.end).includes(value.before)
  if (!isThere || !replacement.includes(value.after)) return BESIDE
  if (!isStructured(path)) return before.slice(range.start, range.end) === value.before && replacement === value.after ? null : BESIDE
  const [old, now] = [readDocument(path, before), readDocument(path, after)]
  if (old === null || now === null) return 'the data file cannot be read as it would be'
  if (value.before === '') return isPartOf(old.value, now.value) ? null : 'it changes more than what comes'
  if (value.after === '') return isPartOf(now.value, old.value) ? null : 'it changes more than what goes'
  const isNode = (node: DataNode, start: number, end: number): boolean =>
    (node.start === start && node.end === end) || node.parts.some((part) => isNode(part.node, start, end))
  const isValue = isNode(old, range.start, range.end) && isNode(now, range.start, range.start + replacement.length)
  return isValue ? null : 'it replaces something other than a value by a value'
}

const BESIDE = 'it replaces more than the value that it names'

/** Whether all of the first value stands in the second, in its order, at the same places. */
function isPartOf(part: DataValue, whole: DataValue): boolean {
  if (part.kind === 'list' && whole.kind === 'list') {
    let at = 0
    for (const item of whole.items) if (at < part.items.length && isPartOf(part.items[at] ?? item, item)) at += 1
    return at === part.items.length
  }
  if (part.kind === 'map' && whole.kind === 'map') {
    const held = new Map(whole.entries)
    return part.entries.every(([key, value]) => {
      const other = held.get(key)
      return other !== undefined && isPartOf(value, other)
    })
  }
  return dataKey(part) === dataKey(whole)
}
