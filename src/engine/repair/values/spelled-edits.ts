import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { type ExpectedPlace, replacement } from './expected-place.ts'
import type { ValueEdits } from './value-edit.ts'
import { literalKey } from './value-key.ts'

const NUMBER = /-?\d[\d_]*(?:\.\d+)?/g

/** A decimal number: 2.08 has the digits `208` and two decimals. */
type Decimal = { readonly isNegative: boolean; readonly digits: string; readonly decimals: number }

/**
 * A helper of the tests makes the expected value of a literal that spells its one number: `eur("2.08")` of 208 cents. The literal is
 * written for the number that came, with the same shift of the point. `null` where it is not that plain.
 */
export function spelledEdits(call: SyntaxNode, actual: SourceValue, was: SourceValue | null, place: ExpectedPlace): ValueEdits | null {
  const { syntax } = place.language
  const parts = syntax.call(call)
  if (parts === null || was === null || !place.isOwnHelper(textOf(place.tree, parts.callee))) return null
  const changed = oneChangedNumber(was, actual)
  const spelled = parts.arguments.filter(
    (node) => syntax.is(node, 'string', 'number') && changed !== null && spells(node, changed.old, place),
  )
  const [literal, ...others] = spelled
  if (changed === null || literal === undefined || others.length > 0) return null
  const text = textOf(place.tree, literal)
  const [written] = text.match(NUMBER) ?? []
  const now = written === undefined ? null : respelled(decimalOf(written), changed.old, changed.now)
  return now === null
    ? null
    : replacement(
        literal,
        text.replace(NUMBER, () => now),
        place,
      )
}

/** A call by a plain name, of a literal with one number. */
export function spellsNumber({ tree, language: { syntax } }: Pick<ExpectedPlace, 'tree' | 'language'>, node: SyntaxNode): boolean {
  const call = syntax.call(node)
  if (call === null || !syntax.is(call.callee, 'name')) return false
  return call.arguments.filter((one) => syntax.is(one, 'string', 'number') && textOf(tree, one).match(NUMBER)?.length === 1).length === 1
}

/** The literal has one number, with the digits of the value that was compared. */
function spells(node: SyntaxNode, old: Decimal, { tree }: ExpectedPlace): boolean {
  const [written, ...others] = textOf(tree, node).match(NUMBER) ?? []
  const one = written === undefined || others.length > 0 ? null : decimalOf(written)
  return one !== null && one.digits === old.digits && one.isNegative === old.isNegative
}

function respelled(written: Decimal | null, old: Decimal, now: Decimal): string | null {
  if (written === null) return null
  const decimals = now.decimals + written.decimals - old.decimals
  if (decimals < 0) return null
  const shown = Math.max(decimals, written.decimals)
  const digits = now.digits.padEnd(now.digits.length + shown - decimals, '0').padStart(shown + 1, '0')
  const at = digits.length - shown
  return `${now.isNegative ? '-' : ''}${digits.slice(0, at)}${shown === 0 ? '' : `.${digits.slice(at)}`}`
}

/** Where two values differ in one number alone. */
function oneChangedNumber(was: SourceValue, actual: SourceValue): { readonly old: Decimal; readonly now: Decimal } | null {
  const [before, after] = [numbersOf(was), numbersOf(actual)]
  if (before === null || after === null || before.shape !== after.shape) return null
  const changed = before.numbers.flatMap((text, index) => (text === after.numbers[index] ? [] : [index]))
  const [index, ...others] = changed
  const [old, now] =
    index === undefined || others.length > 0 ? [] : [before.numbers[index], after.numbers[index]].map((text) => decimalOf(text ?? ''))
  return old == null || now == null ? null : { old, now }
}

type Numbers = { readonly shape: string; readonly numbers: readonly string[] }

/** Its numbers in order, and all else that it is. */
function numbersOf(value: SourceValue): Numbers | null {
  if (value.kind === 'other') return null
  if (value.kind === 'map')
    return joined(
      value.entries.map(({ key }) => (key === null ? '' : literalKey(key))).join(),
      value.entries.map((entry) => numbersOf(entry.value)),
    )
  if (value.kind === 'leaf') {
    const { literal } = value
    const text = literal.kind === 'string' ? literal.value : 'text' in literal ? literal.text : null
    return text !== null && decimalOf(text) !== null ? { shape: '#', numbers: [text] } : { shape: JSON.stringify(literal), numbers: [] }
  }
  if (value.kind === 'made')
    return joined(
      value.name,
      value.parts.map((part) => numbersOf(part.value)),
    )
  return 'items' in value ? joined(value.kind, value.items.map(numbersOf)) : null
}

function joined(name: string, parts: readonly (Numbers | null)[]): Numbers | null {
  const known = parts.flatMap((part) => part ?? [])
  if (known.length < parts.length) return null
  return { shape: `${name}(${known.map(({ shape }) => shape).join()})`, numbers: known.flatMap(({ numbers }) => numbers) }
}

function decimalOf(text: string): Decimal | null {
  const [, sign, whole, part = ''] = /^(-?)(\d[\d_]*)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined) return null
  return { isNegative: sign === '-', digits: `${whole.replaceAll('_', '')}${part}`.replace(/^0+(?=\d)/, ''), decimals: part.length }
}
