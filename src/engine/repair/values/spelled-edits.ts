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
 * A function that the change left alone makes the expected value of a literal that spells its one number: `eur("2.08")` of 208 cents. The
 * literal is written for the number that came, with the same shift of the point. `null` where it is not that plain.
 */
export function spelledEdits(call: SyntaxNode, actual: SourceValue, was: SourceValue | null, place: ExpectedPlace): ValueEdits | null {
  const { syntax } = place.language
  const parts = syntax.call(call)
  if (parts === null || was === null || !place.isUnchanged(call)) return null
  const changed = oneChangedNumber(was, actual)
  if (changed === null) return null
  const literals = parts.arguments.filter((node) => syntax.is(node, 'string', 'number'))
  const spelled = literals.flatMap((literal) => {
    const written = spelling(literal, changed.old, place)
    return written === null ? [] : [{ literal, written }]
  })
  const [only, ...others] = spelled
  if (only === undefined || others.length > 0) return null
  const text = textOf(place.tree, only.literal)
  const now = respelled(only.written, changed.old, changed.now)
  const isWhole = now !== null && /\.0+$/.test(now) && !/\d\.\d/.test(text)
  return now === null
    ? null
    : replacement(
        only.literal,
        text.replace(NUMBER, () => (isWhole ? now.replace(/\.0+$/, '') : now)),
        place,
      )
}

/** A call of a function with a literal that has one number. */
export function spellsNumber({ tree, language: { syntax } }: Pick<ExpectedPlace, 'tree' | 'language'>, node: SyntaxNode): boolean {
  const call = syntax.call(node)
  if (call === null || !syntax.is(call.callee, 'name', 'member')) return false
  return call.arguments.filter((one) => syntax.is(one, 'string', 'number') && textOf(tree, one).match(NUMBER)?.length === 1).length === 1
}

/** The number of a literal as far as it spells the value that was compared; 2 spells 200 too, as 2.00 does. `null` where it does not. */
function spelling(node: SyntaxNode, old: Decimal, { tree }: ExpectedPlace): Decimal | null {
  const [written, ...others] = textOf(tree, node).match(NUMBER) ?? []
  const one = written === undefined || others.length > 0 ? null : decimalOf(written)
  if (one === null || one.isNegative !== old.isNegative) return null
  if (one.digits === old.digits) return one
  const zeros = old.digits.length - one.digits.length
  const isWhole = one.decimals === 0 && one.digits !== '0' && zeros > 0 && zeros <= MOST_DECIMALS
  const digits = `${one.digits}${'0'.repeat(Math.max(zeros, 0))}`
  return isWhole && digits === old.digits ? { ...one, digits, decimals: zeros } : null
}

/** Of the currencies. */
const MOST_DECIMALS = 4

function respelled(written: Decimal, old: Decimal, now: Decimal): string | null {
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
