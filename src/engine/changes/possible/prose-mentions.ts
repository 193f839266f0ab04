import type { ContractChange } from '../../../model/contract-change.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'
import { lastPart } from '../uses/use-site.ts'
import { isDistinctive } from './home.ts'

/** Where a document for people still says the old name as code; a plain word of English only where it is marked as code, or called. */
export function isToldIn(text: string, change: ContractChange): number | null {
  const name = /^(?:renamed|moved|removed)$/.test(change.kind) ? lastPart(change.symbol) : change.before
  if (name === '' || !text.includes(name)) return null
  const word = escapeRegExp(name)
  const whole = `(?<![\\w$])${word}(?![\\w$])`
  const index = text.search(new RegExp(isDistinctive(name) ? whole : `\`[^\`\\n]*${whole}[^\`\\n]*\`|${whole}\\(`))
  return index === -1 ? null : index
}
