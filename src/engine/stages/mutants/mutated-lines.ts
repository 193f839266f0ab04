import type { Candidate } from '../../../model/candidate.ts'
import type { TestCoverage } from '../../../model/runs/test-coverage.ts'
import type { Subject } from '../../../model/test-ref.ts'
import type { Sources } from '../../diagnosis/sources/sources.ts'

type Place = { readonly file: string; readonly line: number }

/** Lines of the base's product by file: those that the old tests reached, and those that the causes changed. */
export type MutatedLines = {
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>
  /** Whether a line is one that the change rewrote, or in a function with such a line. */
  readonly isChanged: (place: Place) => boolean
}

/** Where no lines were recorded: all lines of the functions that the causes are in. */
export function mutatedLines(
  old: TestCoverage,
  tests: readonly Subject[],
  { causes }: Pick<Candidate, 'causes'>,
  { trees, hunks }: Pick<Sources, 'trees' | 'hunks'>,
): MutatedLines {
  const lines = new Map<string, Set<number>>()
  const changed = new Map<string, Set<number>>()
  const add = (to: Map<string, Set<number>>, file: string, all: Iterable<number>): void => {
    const known = to.get(file) ?? new Set<number>()
    to.set(file, known)
    for (const line of all) known.add(line)
  }
  if (old.outcome === 'measured') {
    for (const test of tests) {
      const own = Object.entries(old.tests[test.file] ?? {}).filter(([id]) => test.kind !== 'test' || id === test.id)
      for (const [, files] of own) for (const [file, reached] of Object.entries(files)) add(lines, file, reached)
    }
  }
  const places = causes.flatMap((cause) => (cause.kind === 'hunk' ? [cause.place] : []))
  for (const { oldFile, before } of places.length > 0 ? places : hunks) {
    add(changed, oldFile, functionAround(oldFile, before, trees))
  }
  for (const [file, own] of changed) if (old.outcome !== 'measured' || places.length > 0) add(lines, file, own)
  return { lines, isChanged: ({ file, line }) => changed.get(file)?.has(line) === true }
}

/** The lines of the innermost declarations around some lines, or these lines alone. */
function functionAround(
  file: string,
  { line, count }: { readonly line: number; readonly count: number },
  { before }: Sources['trees'],
): number[] {
  const source = before.file(file)
  const last = line + Math.max(1, count) - 1
  const around = (source?.declarations() ?? [])
    .map(({ start, end, line: first }) => ({ first, last: first + (source?.text.slice(start, end).split('\n').length ?? 1) - 1 }))
    .filter((one) => one.first <= last && line <= one.last)
    .toSorted((a, b) => a.last - a.first - (b.last - b.first))
  const { first, last: end } = around[0] ?? { first: line, last }
  return Array.from({ length: Math.max(end, last) - Math.min(first, line) + 1 }, (_, index) => Math.min(first, line) + index)
}
