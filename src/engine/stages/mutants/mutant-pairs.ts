import type { Hunk } from '../../diagnosis/causes/hunks.ts'
import { lineStart } from '../../languages/line-start.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { mutants } from '../../mutation/index.ts'
import type { Mutant } from '../../mutation/mutant.ts'
import type { LineMapping } from '../../review/reading/line-mapping.ts'

/** One fault in both versions of the product: the old test is asked about `old`, the repaired one about `now`. */
export type MutantPair = { readonly old: Mutant; readonly now: Mutant }

/** What faults are looked for in: lines of the base by file, both versions' texts, and where a line of the base is in the head. */
export type PairedTexts = {
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
  readonly hunks: readonly Hunk[]
  readonly carry: LineMapping
}

/**
 * Faults that both versions can have, by place. A line that the change left as it was has the same ones; of a line that it rewrote into
 * one other line, those of the same kind at the same place in the order. What only one version can have is no measure for the other.
 */
export function mutantPairs({ lines, before, after, hunks, carry }: PairedTexts, parsers: Parsers): readonly MutantPair[] {
  const headMutants = new Map<string, readonly Mutant[]>()
  const mutantsOf = (path: string): readonly Mutant[] => {
    const known = headMutants.get(path) ?? mutantsIn(path, after.get(path), parsers)
    headMutants.set(path, known)
    return known
  }
  return [...lines].flatMap(([path, wanted]) => {
    const text = before.get(path) ?? ''
    const all = mutantsIn(path, text, parsers)
    return all.flatMap((old): readonly MutantPair[] => {
      if (!wanted.has(old.line)) return []
      const place = carry(path, old.line)
      const now = place === null ? rewritten(old, all, hunks, mutantsOf) : carried(old, text, place, after.get(place.file) ?? '')
      return now === null ? [] : [{ old, now }]
    })
  })
}

function mutantsIn(path: string, text: string | undefined, parsers: Parsers): readonly Mutant[] {
  const tree = text === undefined ? null : parsers.parse(path, text)
  return tree === null ? [] : mutants(path, tree)
}

/** The same characters of the same line in the head's text. */
function carried(old: Mutant, text: string, { file, line }: { readonly file: string; readonly line: number }, head: string): Mutant | null {
  const start = lineStart(head, line) + old.start - lineStart(text, old.line)
  const end = start + old.end - old.start
  return head.slice(start, end) === old.original ? { ...old, file, line, start, end } : null
}

/** A line of a hunk that has as many lines as before: the fault of the same kind, counted within the line. */
function rewritten(
  old: Mutant,
  all: readonly Mutant[],
  hunks: readonly Hunk[],
  mutantsOf: (path: string) => readonly Mutant[],
): Mutant | null {
  const hunk = hunks.find(({ oldFile, before, after }) => {
    return oldFile === old.file && before.count === after.count && old.line >= before.line && old.line < before.line + before.count
  })
  if (hunk === undefined) return null
  const line = hunk.after.line + old.line - hunk.before.line
  const alike = (mutant: Mutant, at: number) => mutant.operator === old.operator && mutant.line === at
  const olds = all.filter((mutant) => alike(mutant, old.line))
  const news = mutantsOf(hunk.file).filter((mutant) => alike(mutant, line))
  return olds.length === news.length ? (news[olds.indexOf(old)] ?? null) : null
}

/** At most so many, those on the first lines before the others, evenly from all of them: the same ones each time. */
export function sampled(pairs: readonly MutantPair[], most: number, isFirst: (pair: MutantPair) => boolean): readonly MutantPair[] {
  const [first, others] = [pairs.filter(isFirst), pairs.filter((pair) => !isFirst(pair))]
  const near = evenly(first, Math.max(Math.ceil(most / 2), most - others.length))
  return [...near, ...evenly(others, most - near.length)]
}

function evenly<One>(all: readonly One[], most: number): readonly One[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).filter((one) => one !== undefined)
}
