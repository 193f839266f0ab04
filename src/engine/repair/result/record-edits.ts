import { reason } from '../../../model/reason.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { recordNames } from '../../changes/results/record-names.ts'
import { type RecordResult, recordResult } from '../../changes/results/record-result.ts'
import { type RecordUse, recordUses } from '../../changes/results/record-uses.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { lastPart } from '../../changes/uses/use-site.ts'
import { textOf } from '../../languages/syntax.ts'
import { declined, type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'
import { importOfClass } from './class-import.ts'
import { OF_A_DECLARED_RESULT } from './confidence.ts'

/** Names in place of places, where several values came back and a record of them comes back now. */
export function recordEdits({ changes, testFiles, trees }: RepairContext): readonly StrategyFinding[] {
  return changes.flatMap((change) => {
    const result = recordResult(change, trees)
    return result === null ? [] : [...testFiles.keys()].flatMap((path) => ofFile(path, result, trees))
  })
}

function ofFile(path: string, result: RecordResult, trees: Trees): readonly StrategyFinding[] {
  const file = trees.before.file(path)
  const uses = file === null ? [] : recordUses(trees.before, file, result)
  const { change } = result
  if (typeof uses === 'string') return declined([change], reason('result-not-followed', { symbol: change.symbol, file: path, why: uses }))
  if (file === null || uses.length === 0) return []
  const wholes = uses.filter(({ kind }) => kind === 'whole')
  const record = wholes.length > 0 && result.record !== null ? classFor(file, result, trees) : undefined
  if (record === null)
    return declined([change], reason('result-not-followed', { symbol: change.symbol, file: path, why: 'class-not-importable' }))
  const names = recordNames(file, result, uses)
  const edits = uses.flatMap((use) => editsOf(file, use, result, names.get(use) ?? '', record?.name))
  return reachEdits(path, [change], [...edits, ...(record?.added ?? [])], OF_A_DECLARED_RESULT)
}

/** How the test names the class; `null` where it cannot, or where two records that hold the same are not equal. */
function classFor(file: SourceFile, { record, change }: RecordResult, trees: Trees) {
  if (record === null || !record.isEqualByValue) return null
  const now = { name: lastPart(record.home.name), home: { file: record.home.file, name: record.home.name } }
  return importOfClass(file, { change, now, isLast: false, oldPlace: undefined }, trees)
}

function editsOf(
  file: SourceFile,
  use: RecordUse,
  { access, fields }: RecordResult,
  name: string,
  record: string | undefined,
): readonly TextEdit[] {
  const quote = file.text.includes("'") && !file.text.includes('"') ? "'" : '"'
  const read = (field: string): string => (access === 'member' ? `.${field}` : `[${quote}${field}${quote}]`)
  const { start, end } = use.node
  switch (use.kind) {
    case 'part':
      return [{ start: use.object.end, end, replacement: read(use.field) }]
    case 'unpack': {
      if (file.language.syntax.types.shorthandPattern.length === 0) {
        const later = use.parts.flatMap(({ uses, field }) => uses.map((one) => ({ ...one, replacement: `${name}${read(field)}` })))
        return [{ start, end, replacement: name }, ...later]
      }
      return [{ start, end, replacement: objectPattern(use) }]
    }
    case 'whole': {
      if (record !== undefined) return [{ start, end: start, replacement: record }]
      const key = (field: string): string => (file.language.syntax.types.shorthandPattern.length > 0 ? field : `${quote}${field}${quote}`)
      const items = use.items.map((item, index) => `${key(fields[index] ?? '')}: ${textOf(file.tree, item)}`)
      return [{ start, end, replacement: `{ ${items.join(', ')} }` }]
    }
  }
}

/** `{ a, b: c }` in place of `[a, c]`. */
export function objectPattern({ parts }: Extract<RecordUse, { kind: 'unpack' }>): string {
  return `{ ${parts.map(({ name, field }) => (name === field ? name : `${field}: ${name}`)).join(', ')} }`
}
