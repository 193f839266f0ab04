import type { Range } from '../languages/language.ts'
import type { Parsers } from '../languages/parsers.ts'
import { lineAt } from '../languages/syntax.ts'
import { applyMutant } from '../mutation/apply-mutant.ts'
import type { Mutant } from '../mutation/mutant.ts'
import type { FreshCode } from './fresh-code.ts'

export const UNDONE = 'undone'

/** The first of some texts for a range with which the file still parses, as a fault; `null` where none does, or nothing would change. */
export function undoing({ source }: FreshCode, parsers: Parsers, range: Range, texts: readonly string[]): Mutant | null {
  const original = source.text.slice(range.start, range.end)
  for (const replacement of texts) {
    if (replacement === original) continue
    const mutant: Mutant = {
      ...{ operator: UNDONE, file: source.path, start: range.start, end: range.end, original, replacement },
      ...{ line: lineAt(source.text, range.start), symbol: null, description: 'the change is taken back' },
    }
    const tree = parsers.parse(source.path, applyMutant(source.text, mutant))
    if (tree !== null && tree.errors.length === 0) return mutant
  }
  return null
}

/** Takes back everything that is new within a range. */
export function undoneWithin(code: FreshCode, parsers: Parsers, range: Range, without: readonly Range[] = []): Mutant | null {
  const runs = code.runsIn(range).filter((run) => !without.some(({ start, end }) => start <= run.start && run.end <= end))
  const [first, last] = [runs[0], runs.at(-1)]
  if (first === undefined || last === undefined) return null
  const { text } = code.source
  let [out, at] = ['', first.start]
  for (const run of runs) {
    out += text.slice(at, run.start) + run.oldText
    at = run.end
  }
  return undoing(code, parsers, { start: first.start, end: last.end }, [out])
}
