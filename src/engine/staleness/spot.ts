import type { Language, Range, SyntaxNode } from '../languages/language.ts'
import type { Parsers } from '../languages/parsers.ts'
import { lineAt } from '../languages/syntax.ts'
import { mutants } from '../mutation/index.ts'
import type { Mutant } from '../mutation/mutant.ts'
import type { FreshCode } from './fresh-code.ts'
import type { Unit } from './unit.ts'

/** What reading one file needs, at one place of it: `owner` is the innermost declared function or class. */
export type Spot = {
  readonly code: FreshCode
  readonly parsers: Parsers
  readonly owner: string | null
  readonly isModuleLevel: boolean
  /** Names that new parameters have in the function around it: where new code uses them, it is theirs. */
  readonly given: ReadonlySet<string>
}

/** More faults of one thing say nothing more. */
const MOST_FAULTS = 8
const LONGEST_NAME = 60

export function languageIn({ code }: Spot): Language {
  return code.source.language
}

export function spanAt({ code }: Spot, { start, end }: Range): readonly [number, number] {
  const { text } = code.source
  return [lineAt(text, start), lineAt(text, Math.max(start, end - 1))]
}

export function everyLine([from, to]: readonly [number, number]): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Small faults of new code within a range. */
export function faultsIn(reading: Spot, range: Range, isLeftOut: (mutant: Mutant) => boolean = () => false): readonly Mutant[] {
  const { source } = reading.code
  const [from, to] = spanAt(reading, range)
  const own = mutants(source.path, source.tree, { lines: new Set(everyLine([from, to])) }).filter((mutant) => {
    const isInside = range.start <= mutant.start && mutant.end <= range.end
    const { fresh, all } = reading.code.freshness(mutant)
    return isInside && all > 0 && fresh === all && !isLeftOut(mutant)
  })
  const step = Math.max(1, own.length / MOST_FAULTS)
  return Array.from({ length: Math.min(own.length, MOST_FAULTS) }, (_, index) => own[Math.floor(index * step)]).flatMap((one) => one ?? [])
}

type Found = Pick<Unit, 'lines' | 'reach' | 'undo' | 'faults'> & {
  readonly kind: Unit['declares']['kind']
  readonly name: string
  readonly inside?: readonly number[]
}

/** `null` where no fault could be written: then nothing shows what a test says of it. */
export function unitAt(reading: Spot, { kind, name, inside = [], ...found }: Found): Unit | null {
  if (found.undo === null && found.faults.length === 0) return null
  const { owner, isModuleLevel, code } = reading
  const words = inFewWords(name)
  const symbol = owner === null || words.startsWith(owner) ? words : `${owner}: ${words}`
  return { declares: { kind, symbol }, file: code.source.path, owner, isModuleLevel, inside, ...found }
}

export function inFewWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line
}

/** Whether every telling token is new, and nothing stood there before. */
export function isAllNew({ code }: Spot, node: SyntaxNode | undefined): boolean {
  if (node === undefined) return false
  const { fresh, all } = code.freshness(node)
  return all > 0 && fresh === all && code.runsIn(node).every(({ old }) => old.length === 0)
}

/** Whether the new code of a node uses a new parameter: then a test of the parameter is a test of it. */
export function usesGiven({ code, given }: Spot, range: Range): boolean {
  return code.runsIn(range).some(({ now }) => now.some(({ text, start }) => start >= range.start && start < range.end && given.has(text)))
}
