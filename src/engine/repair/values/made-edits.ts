import type { MadePart, SourceValue, SourceValueOf } from '../../languages/facets/source-values.ts'
import { type WholePlace, withItems } from './expected-place.ts'
import { printValue } from './print-value.ts'
import { unedited, type ValueEdits } from './value-edit.ts'
import { areEqual, literalKey, madeName } from './value-key.ts'

/** Arguments by name, or by their place among the fields of the class. What is not written has its default, as it had. */
export function madeEdits(
  expected: SourceValueOf<'made'>,
  actual: SourceValueOf<'made'>,
  was: SourceValue | null,
  place: WholePlace,
): ValueEdits {
  const fields = actual.parts
  const before = was?.kind === 'made' && madeName(was) === madeName(actual) ? was.parts : null
  const pairs = expected.parts.map((part, index) => ({ part, field: fieldOf(part, index, fields) }))
  if (pairs.some(({ field }) => field === undefined)) return unedited('not-literal')
  const parts = pairs.flatMap(({ part, field }) =>
    field === undefined ? [] : [place.inner(part.value, field.value, heldBefore(before, field, fields) ?? null)],
  )
  const written = new Set(pairs.map(({ field }) => field))
  const open = fields.filter((field) => !written.has(field) && !areEqual(heldBefore(before, field, fields), field.value) && !isZero(field))
  const texts = open.map((field) => argumentText(field, place))
  if (open.length > 0 && (before === null || expected.parts.length === 0 || texts.includes(null))) return unedited('no-literal-form')
  const come = new Map(texts.length > 0 ? [[expected.parts.length - 1, texts.flatMap((text) => text ?? [])]] : [])
  return withItems(expected.node, expected.parts, { gone: new Set(), come }, parts, place)
}

/** What a field held when it was compared: by its name, or by its place where it has none. */
function heldBefore(before: readonly MadePart[] | null, field: MadePart, fields: readonly MadePart[]): SourceValue | undefined {
  const held = field.name === null ? before?.[fields.indexOf(field)] : before?.find(({ name }) => name === field.name)
  return held?.value
}

function fieldOf({ name }: MadePart, index: number, fields: readonly MadePart[]): MadePart | undefined {
  return name === null ? fields[index] : fields.find((field) => field.name === name)
}

/** The last numbers of a time may be left out. */
function isZero({ name, value }: MadePart): boolean {
  return name === null && value.kind === 'leaf' && literalKey(value.literal) === literalKey({ kind: 'integer', text: '0' })
}

function argumentText({ name, value }: MadePart, place: WholePlace): string | null {
  const text = printValue(value, place)
  return text === null || name === null ? text : `${name}=${text}`
}
