import type { ContractChange } from '../../../../model/contract-change.ts'
import { lastPart } from '../../../changes/uses/use-site.ts'
import { isConstructorName } from '../../../languages/index.ts'
import { holds, isTelling, type Replacement } from './replacements.ts'

/** Whether a sentence states this very change: names the thing, and its new value or what it has become; or the old and the new at once. */
export function statesChange(sentence: string, change: ContractChange): boolean {
  const { before, after, kind } = change
  const isNamed = namesOf(change).some((name) => holds(sentence, name))
  switch (kind) {
    case 'became_async':
      return isNamed && /\b(?:async(?:hronous(?:ly)?)?|await(?:ed|able)?|promises?|coroutines?)\b/i.test(asserted(sentence))
    case 'became_sync':
      return isNamed && /\bsync(?:hronous(?:ly)?)?\b|\bno longer async/i.test(sentence)
    case 'became_property':
      return isNamed && /\b(?:propert(?:y|ies)|attributes?|getters?)\b/i.test(asserted(sentence))
    case 'became_method':
      return (
        isNamed && (/\b(?:methods?|callables?)\b/i.test(asserted(sentence)) || /\bno longer an? (?:property|attribute)\b/i.test(sentence))
      )
    case 'default_changed': {
      const [parameter = '', old = ''] = before.split('=', 2)
      const [, now = ''] = after.split('=', 2)
      const saysOld = saysValue(sentence, old)
      return holds(sentence, parameter) && saysValue(sentence, now) && (isNamed || saysOld) && isDirected(sentence, bare(old), bare(now))
    }
    case 'exception_replaced': {
      const [old, now] = [lastPart(before), lastPart(after)]
      return holds(sentence, now) && (isNamed || holds(sentence, old)) && isDirected(sentence, old, now)
    }
    case 'result_changed': {
      const [saysOld, saysNow] = [before, after].map((shape) => shapeWords(shape).some((word) => word.test(sentence)))
      return saysNow === true && (isNamed || saysOld === true)
    }
    default:
      return false
  }
}

/** The same of a value in the place of another one, in a declaration of one of these names. */
export function statesReplacement(sentence: string, replaced: Replacement, names: readonly string[]): boolean {
  const [before, after] = [replaced.before.trim(), replaced.after.trim()]
  if (!isTelling({ before, after }) || !saysWord(sentence, after, replaced.kind)) return false
  const isNamed = replaced.kind !== 'number' && names.some((name) => holds(sentence, name))
  return (isNamed || saysWord(sentence, before, replaced.kind)) && isDirected(sentence, before, after)
}

/** `B instead of A` and `from A to B` say which is which; a sentence the other way round is about another change. */
export function isDirected(sentence: string, before: string, after: string): boolean {
  const [first = '', second] = sentence.split(/\b(?:instead of|rather than|in place of)\b/, 2)
  if (second !== undefined && holds(second, after) && holds(first, before)) return holds(first, after) && holds(second, before)
  const [, from, to] = /\bfrom\b(.*?)\bto\b(.*)/s.exec(sentence) ?? []
  return from === undefined || to === undefined || !(holds(from, after) && holds(to, before)) || holds(to, after)
}

/** Whether a text holds the new value, and does not tell of the way back to the old one. */
export function saysNewValue(text: string, { before, after }: { readonly before: string; readonly after: string }): boolean {
  return holds(text, after) && (!holds(text, before) || isDirected(text, before, after))
}

function saysWord(sentence: string, value: string, kind: Replacement['kind']): boolean {
  if (kind !== 'shape') return holds(sentence, value)
  return value === 'list' ? /\b(?:lists?|arrays?)\b/i.test(sentence) : new RegExp(`\\b${value}s?\\b`, 'i').test(sentence)
}

/** A constructor has the name of its class; a default export its local name. */
function namesOf({ symbol, newSymbol }: ContractChange): readonly string[] {
  const parts = symbol.split('.')
  const isConstructor = isConstructorName(parts.at(-1) ?? '')
  return [isConstructor ? parts.at(-2) : parts.at(-1), newSymbol].filter((name) => name != null && name !== 'default') as string[]
}

function saysValue(sentence: string, value: string): boolean {
  const text = bare(value)
  return /[\p{L}\p{N}]/u.test(text)
    ? holds(sentence, text)
    : value !== '' && [value, `'${text}'`, `"${text}"`].some((one) => sentence.includes(one))
}

function bare(value: string): string {
  return value.trim().replace(/^(["'`])(.*)\1$/s, '$2')
}

/** Without what is denied: `not asynchronous`, `no longer async`. */
function asserted(sentence: string): string {
  return sentence.replace(/\b(?:no longer|never|not|n't|without|instead of|rather than)\s+(?:\S+\s*){1,3}/gi, '')
}

/** Words for `2 values` and for `{a, b}`, as result changes write them. */
function shapeWords(shape: string): readonly RegExp[] {
  if (!shape.startsWith('{')) return [/\b(?:lists?|arrays?|tuples?|pairs?|sequences?)\b/i]
  return [/\b(?:objects?|dict(?:ionar(?:y|ies)|s)?|mappings?|records?)\b/i]
}
