import type { Assertion } from '../../facets/assertions.ts'
import type { CuredFile } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { scriptLiterals } from '../literals.ts'

/** Calls that change something: asked twice they may answer otherwise. */
const CHANGES = /\.(?:pop|push|shift|unshift|splice|next|set|add|delete|clear|post|put|patch|click|emit|send)\(|\bawait\b|\+\+|--/

/** A condition that is true once an assertion would hold, or `null`. The assertion itself stays behind it, so that a rough one is enough. */
export function conditionOf(file: CuredFile, { matcher, isNegated, actual, expected }: Assertion): string | null {
  const value = actual === null ? '' : textOf(file.tree, actual)
  const wanted = expected === null ? '' : textOf(file.tree, expected)
  if (value === '' || CHANGES.test(value)) return null
  const condition = positive(file, { matcher, value, wanted, expected })
  if (condition === null || !isNegated) return condition
  return `!(${condition})`
}

type Written = { readonly matcher: string; readonly value: string; readonly wanted: string; readonly expected: Assertion['expected'] }

function positive(file: CuredFile, { matcher, value, wanted, expected }: Written): string | null {
  const literal = expected === null ? null : scriptLiterals.parse(file.tree, expected)
  switch (matcher) {
    case 'toBe':
    case 'toEqual':
    case 'toStrictEqual':
      if (literal?.kind === 'list') return `${value}.length >= ${literal.items.length}`
      if (matcher !== 'toBe' && (literal === null || literal.kind === 'map'))
        return `JSON.stringify(${value}) === JSON.stringify(${wanted})`
      return wanted === 'true' ? value : wanted === 'false' ? `!${value}` : `${value} === ${wanted}`
    case 'toBeTruthy':
      return value
    case 'toBeFalsy':
      return `!${value}`
    case 'toBeDefined':
      return `${value} !== undefined`
    case 'toBeUndefined':
      return `${value} === undefined`
    case 'toBeNull':
      return `${value} === null`
    case 'toHaveLength':
      return `${value}.length >= ${wanted}`
    case 'toContain':
      return `${value}.includes(${wanted})`
    case 'toHaveBeenCalled':
    case 'toHaveBeenCalledWith':
      return `${value}.mock.calls.length > 0`
    case 'toHaveBeenCalledTimes':
      return `${value}.mock.calls.length >= ${wanted}`
    case 'toBeGreaterThan':
      return `${value} > ${wanted}`
    case 'toBeGreaterThanOrEqual':
      return `${value} >= ${wanted}`
    default:
      return null
  }
}
