import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { changeOfPair } from './change-of-pair.ts'

const WARNS = /DeprecationWarning|FutureWarning|\bdeprecat(?:e|ed|ion)\s*\(|@deprecated\b/
/** The name that a note of deprecation says to use instead. */
export const SUCCESSOR =
  /(?:\buse|\breplaced (?:by|with)|\bin favou?r of|\brenamed to|\bsee|\binstead:?)\s+(?:\{@link\s+)?[`'":]*(?<name>[A-Za-z_$](?:[\w$.]*[\w$])?)/i
/** A longer comment is not a note about one function. */
const LONGEST_COMMENT = 2000

/** What warns from now on that it will go, with the successor that the text names. */
export function deprecations({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.flatMap((pair) => {
    if (pair.before.declaration.name !== pair.after.declaration.name || pair.after.declaration.kind === 'class') return []
    const [old, now] = [noteOf(pair.before), noteOf(pair.after)]
    if (WARNS.test(old) || !WARNS.test(now)) return []
    const name = SUCCESSOR.exec(now.slice(now.search(WARNS)))?.groups?.['name'] ?? SUCCESSOR.exec(now)?.groups?.['name'] ?? ''
    return [changeOfPair(pair, 'deprecated', pair.before.declaration.name, name)]
  })
}

/** The declaration with its decorators and the comment right above it. */
function noteOf({ file, declaration }: Pair['before']): string {
  const above = file.text.slice(Math.max(0, declaration.start - LONGEST_COMMENT), declaration.start)
  const comment = /\/\*\*((?!\*\/)[\s\S])*\*\/\s*(?:export\s+)?(?:default\s+)?$/.exec(above)?.[0] ?? ''
  return `${comment}${declaration.decorators.map((text) => `@${text}`).join('\n')}\n${file.text.slice(declaration.start, declaration.end)}`
}
