import type { ContractChange } from '../../../model/contract-change.ts'
import type { Denoting } from './denoting.ts'

/** A call's text is not looked at beyond this, in characters. */
const LONGEST_CALL = 4000

/** Whether a place that names the callable calls it in a way that its new parameters would not take, or take as something else. */
export function isAffectedCall(code: string, one: Denoting, change: ContractChange): boolean {
  const given = argumentsAfter(code, one.end)
  if (given === null) return false
  const old = change.before.replace(/\$/g, '\\$')
  const namesOld = new RegExp(`(?<![\\w$.])["']?${old}["']?\\s*(?:=(?!=)|:|[,}]|$)`)
  const keywords = given.filter((argument) => /^\s*[\w$]+\s*=(?![=>])/.test(argument))
  const positional = given.length - keywords.length
  const indexOf = (name: string) => change.oldParameters.findIndex((parameter) => parameter.name === name)
  switch (change.kind) {
    case 'option_renamed':
      return (
        given.some((argument) => /^\s*(?:\{|[\w$]+\s*=(?!=))/.test(argument) && namesOld.test(argument)) ||
        given.some((argument) => namesOld.test(argument))
      )
    case 'parameter_renamed':
      return keywords.some((argument) => new RegExp(`^\\s*${old}\\s*=`).test(argument))
    case 'parameter_removed':
      return keywords.some((argument) => new RegExp(`^\\s*${old}\\s*=`).test(argument)) || positional > Math.max(0, indexOf(change.before))
    case 'parameter_kind_changed':
      return positional > Math.max(0, indexOf(change.before)) || namesOld.test(given.join(','))
    case 'parameters_reordered':
      return positional > 1
    case 'became_async':
      return !/\bawait\s+[\w$.]*$/.test(code.slice(Math.max(0, one.start - 80), one.start))
    case 'became_sync':
      return /\bawait\s+[\w$.]*$/.test(code.slice(Math.max(0, one.start - 80), one.start))
    default:
      return true
  }
}

/** The arguments of the call that begins here, as texts; null where nothing is called. */
function argumentsAfter(code: string, end: number): readonly string[] | null {
  const open = /^\s*(?:<[\w\s,[\]]*>)?\(/.exec(code.slice(end, end + 200))
  if (open === null) return null
  const text = code.slice(end + open[0].length, end + LONGEST_CALL)
  const found: string[] = []
  let [depth, from] = [0, 0]
  for (const { 0: sign, index } of text.matchAll(/\\?(["'`])(?:(?!\1)[^\\\n]|\\.)*?\\?\1|[()[\]{},]/g)) {
    if (sign === ',' && depth === 0) {
      found.push(text.slice(from, index))
      from = index + 1
    } else if (/^[([{]$/.test(sign)) depth += 1
    else if (/^[)\]}]$/.test(sign)) {
      if (depth === 0) return [...found, text.slice(from, index)].filter((one) => one.trim() !== '')
      depth -= 1
    }
  }
  return found
}
