import { resolveExpression } from '../../../changes/resolve/resolve-expression.ts'
import { recordNames } from '../../../changes/results/record-names.ts'
import { type RecordResult, recordResult } from '../../../changes/results/record-result.ts'
import { type RecordUse, recordUses } from '../../../changes/results/record-uses.ts'
import type { SyntaxNode } from '../../../languages/language.ts'
import { namedChildren, textOf } from '../../../languages/syntax.ts'
import { objectPattern } from '../../../repair/result/record-edits.ts'
import type { EditedCode, NodePair, ReplaceablePlace, ReshapedPlace } from '../edited-code.ts'

type RecordPlaces = { readonly replaceable: readonly ReplaceablePlace[]; readonly reshaped: readonly ReshapedPlace[] }

/** Places that read a record by names now, where they took several values apart by their places. */
export function recordPlaces(code: EditedCode): RecordPlaces {
  const { old, trees, changes } = code
  const found = changes.flatMap((change) => {
    const result = recordResult(change, trees)
    const uses = result === null ? [] : recordUses(trees.before, old, result)
    return result === null || typeof uses === 'string' ? [] : uses.map((use) => ({ use, result, names: recordNames(old, result, uses) }))
  })
  return {
    replaceable: found.flatMap(({ use, result, names }) =>
      use.kind === 'unpack' ? unpackedBy(use, result, names.get(use) ?? '', code) : [],
    ),
    reshaped: found.flatMap(({ use, result }) => reshapedBy(use, result, code)),
  }
}

function unpackedBy(
  use: Extract<RecordUse, { kind: 'unpack' }>,
  { access }: RecordResult,
  name: string,
  { old }: EditedCode,
): readonly ReplaceablePlace[] {
  const { start, end } = use.node
  if (old.language.syntax.types.shorthandPattern.length > 0) return [{ start, end, accepts: (text) => text === objectPattern(use) }]
  const parts = use.parts.flatMap(({ uses, field }) =>
    uses.map((one) => ({
      ...one,
      accepts: (text: string) =>
        access === 'member' ? text === `${name}.${field}` : text === `${name}["${field}"]` || text === `${name}['${field}']`,
    })),
  )
  return [{ start, end, accepts: (text) => text === name }, ...parts]
}

function reshapedBy(use: RecordUse, result: RecordResult, code: EditedCode): readonly ReshapedPlace[] {
  const { start, end } = use.node
  if (use.kind === 'part') return [{ start, end, partsOf: (one, other) => (one === use.node ? partOf(use, other, code) : null) }]
  if (use.kind === 'whole')
    return [{ start, end, partsOf: (one, other) => (one === use.node ? wholeOf(use.items, other, result, code) : null) }]
  return []
}

function partOf(
  { object, field }: Extract<RecordUse, { kind: 'part' }>,
  other: SyntaxNode,
  { now }: EditedCode,
): readonly NodePair[] | null {
  const held = readOf(other, field, now)
  return held === null ? null : [[object, held]]
}

/** What a node reads this field of, as a member or under a key; `null` where it does something else. */
export function readOf(node: SyntaxNode, field: string, { language: { syntax, literals }, tree }: EditedCode['now']): SyntaxNode | null {
  const member = syntax.member(node)
  if (member !== null) return textOf(tree, member.name) === field ? member.object : null
  const [held, key] = syntax.is(node, 'subscript') ? namedChildren(node) : []
  const literal = key === undefined ? null : literals.parse(tree, key)
  return held !== undefined && literal?.kind === 'string' && literal.value === field ? held : null
}

/** `Record(a, b)` or `{ x: a, y: b }` in place of `(a, b)`. */
function wholeOf(
  items: readonly SyntaxNode[],
  other: SyntaxNode,
  { record, fields }: RecordResult,
  { now, trees }: EditedCode,
): readonly NodePair[] | null {
  const { syntax } = now.language
  const pairsWith = (values: readonly (SyntaxNode | undefined)[]): readonly NodePair[] | null => {
    const pairs = items.flatMap((item, index): readonly NodePair[] => {
      const value = values[index]
      return value === undefined ? [] : [[item, value]]
    })
    return pairs.length === items.length && values.length === items.length ? pairs : null
  }
  if (record === null) {
    const entries = syntax.is(other, 'object') ? namedChildren(other) : []
    const isInOrder = entries.every((entry, index) => {
      const name = syntax.itemKey(entry)?.name
      return name !== undefined && textOf(now.tree, name) === fields[index]
    })
    return isInOrder ? pairsWith(entries.map((entry) => syntax.pair(entry)?.value)) : null
  }
  const call = now.bindings().calls.find((one) => one.start === other.start && one.end === other.end)
  const found = call === undefined ? null : resolveExpression(trees.after, now, call.callee)
  const isRecord = record.isEqualByValue && found?.kind === 'symbol' && found.file === record.home.file && found.name === record.home.name
  const given = syntax.call(other)?.arguments ?? []
  return isRecord && given.every((one) => syntax.keyword(one) === null) ? pairsWith(given) : null
}
