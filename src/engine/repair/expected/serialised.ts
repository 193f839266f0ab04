import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'

/** What turns a value into JSON. */
const TO_JSON = /^(?:json\.dumps|JSON\.stringify)$/

/** A value that is compared as JSON: the expression that is turned into it, and what it was and came as. */
export type Serialised = { readonly node: SyntaxNode; readonly actual: SourceValue; readonly was: SourceValue }

/** `null` where the node makes no JSON, or where what was compared is none. */
export function serialised(file: SourceFile, node: SyntaxNode, actual: SourceValue, was: SourceValue | null): Serialised | null {
  const call = file.language.syntax.call(node)
  const [held] = call?.arguments ?? []
  if (call === null || held === undefined || !TO_JSON.test(textOf(file.tree, call.callee))) return null
  const [now, before] = [readJson(actual), was === null ? null : readJson(was)]
  return now === null || before === null ? null : { node: held, actual: now, was: before }
}

function readJson(value: SourceValue): SourceValue | null {
  if (value.kind !== 'leaf' || value.literal.kind !== 'string') return null
  try {
    return partOf(JSON.parse(value.literal.value), value.node)
  } catch {
    return null
  }
}

/** `node` stands for every part: nothing of a value that came is edited. */
function partOf(json: unknown, node: SyntaxNode): SourceValue {
  if (Array.isArray(json)) return { kind: 'list', node, items: json.map((item) => partOf(item, node)) }
  if (typeof json === 'object' && json !== null) {
    const entries = Object.entries(json).map(([key, held]) => {
      return { node, key: { kind: 'string' as const, value: key }, keyNode: node, value: partOf(held, node) }
    })
    return { kind: 'map', node, entries }
  }
  if (typeof json === 'string') return { kind: 'leaf', node, literal: { kind: 'string', value: json } }
  if (typeof json === 'boolean') return { kind: 'leaf', node, literal: { kind: 'boolean', value: json } }
  // larger ones are not what JSON.parse says they are
  if (typeof json === 'number' && Number.isSafeInteger(json))
    return { kind: 'leaf', node, literal: { kind: 'integer', text: String(json) } }
  return json === null ? { kind: 'leaf', node, literal: { kind: 'null' } } : { kind: 'other', node }
}
