import type { ContractChange, ContractChangeKind } from '../../../../../model/contract-change.ts'
import { lastPart } from '../../../../changes/uses/use-site.ts'
import type { Hunk } from '../../../causes/hunks.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { oldAndNewTerms } from '../../reading/old-and-new-terms.ts'
import { linesOfCode } from '../../reading/prose.ts'
import { holds } from '../../reading/replacements.ts'
import { adaptedElsewhere } from '../../witnesses/adapted.ts'
import { witnessLine } from '../../witnesses/quoted.ts'

/** Changes that callers follow around the name, which stays. */
const AROUND_THE_NAME: ReadonlySet<ContractChangeKind> = new Set([
  'became_property',
  'became_method',
  'became_async',
  'became_sync',
  'type_changed',
])

/** The author changed other places in the product in the same way. */
export const callersAdapted = {
  name: 'callers-adapted',
  description: 'Other places of the product were changed in the same way, or around the very name whose use became another.',
  weight: 1.6,
  read(subject) {
    const around = subject.declared.filter(({ kind }) => AROUND_THE_NAME.has(kind))
    if (oldAndNewTerms(subject).length + around.length === 0)
      return { seen: null, detail: 'nothing was replaced that other places could follow' }
    const others = linesOfCode(
      subject.context.hunks.filter((hunk) => !subject.hunks.includes(hunk)),
      subject.context.trees,
    )
    const witness = adaptedElsewhere(subject)
    const found = witness === null ? adaptedAround(around, others) : witnessLine(witness)
    return found === null ? { seen: false, detail: 'no other place was changed in the same way' } : { seen: true, detail: found }
  },
} satisfies Feature

function adaptedAround(changes: IntentCase['declared'], hunks: readonly Hunk[]): string | null {
  for (const { symbol } of changes) {
    const name = lastPart(symbol)
    const found = hunks.find(({ removed, added }) => uses(removed, name) && uses(added, name))
    if (found !== undefined) return `${found.file}:${found.after.line} uses ${name} in another way now`
  }
  return null
}

/** A line that says the name without declaring it. */
function uses(lines: readonly string[], name: ContractChange['symbol']): boolean {
  return lines.some(
    (line) =>
      holds(line, name) &&
      !/^\s*(?:(?:export|default|async|static|public|private|protected) )*(?:def|class|function|import|from|const|let|var|#|\/\/|\*)\b/.test(
        line,
      ),
  )
}
