import { escapeRegExp } from '../../../languages/whole-word.ts'

/** Places that wait for a value: a comparison, a membership, a branch, a look-up. The word alone may mean another thing. */
export function reader(value: string): RegExp {
  const quoted = /^-?\d[\d_.]*$/.test(value) ? `${escapeRegExp(value)}(?![\\w.])` : `["'\`]${escapeRegExp(value)}["'\`]`
  const before = String.raw`(?:[!=]==?\s*|\bcase\s+|\bin\s*[\[({][^\])}\n]*|\[\s*|\.(?:get|has|includes|startsWith|endsWith|startswith|endswith)\(\s*)`
  return new RegExp(`${before}${quoted}|${quoted}\\s*(?:[!=]==?|\\bin\\b)`)
}
