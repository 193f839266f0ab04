import type { FileChange } from '../../../model/file-change.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { type Hunk, undoHunks } from './hunks.ts'

/** A file with more hunks is one unit: each hunk costs a parse, and no budget of runs would separate them. */
const MOST_HUNKS = 40

/** Hunks (indexes) that are only undone together: a part of them would not parse, or would miss a name. */
export type CauseUnit = readonly number[]

/**
 * Joins hunks of which one alone makes no program: halves of a statement, and a name that went (declared or imported) with the
 * lines that spoke it and no longer do. Every hunk is in one unit.
 */
export function causeUnits(hunks: readonly Hunk[], changes: readonly FileChange[], trees: Trees, parsers: Parsers): readonly CauseUnit[] {
  const parent = hunks.map((_, index) => index)
  const rootOf = (index: number): number => {
    const up = parent[index] ?? index
    return up === index ? index : rootOf(up)
  }
  const join = (a: number, b: number): void => {
    parent[rootOf(b)] = rootOf(a)
  }
  for (const unit of parsingTogether(hunks, changes, parsers)) for (const index of unit) join(unit[0] ?? index, index)
  const went = hunks.map(wordsThatWent)
  for (const file of new Set(hunks.map((hunk) => hunk.file))) {
    const names = namesThatWent(file, hunks.find((hunk) => hunk.file === file)?.oldFile ?? file, trees)
    const binders = hunks.map((hunk, index) => (hunk.file === file ? (went[index] ?? []).filter((word) => names.has(word)) : []))
    for (const [index, bound] of binders.entries()) {
      for (const [other, oldAndNewTerms] of went.entries()) {
        if (other !== index && bound.some((name) => oldAndNewTerms.includes(name))) join(index, other)
      }
    }
  }
  return [...Map.groupBy(hunks.keys(), rootOf).values()]
}

/** Neighbouring hunks of a file, as few together as leave no new syntax error when they are undone. */
function parsingTogether(hunks: readonly Hunk[], changes: readonly FileChange[], parsers: Parsers): readonly CauseUnit[] {
  const units: number[][] = []
  for (const [file, indexes] of Map.groupBy(hunks.keys(), (index) => hunks[index]?.file ?? '')) {
    if (indexes.length > MOST_HUNKS) {
      units.push(indexes)
      continue
    }
    const allowed = errorsIn(file, changes.find(({ path }) => path === file)?.after ?? '', parsers)
    const parses = (unit: readonly number[]): boolean => {
      const text = undoHunks(
        changes,
        unit.flatMap((index) => hunks[index] ?? []),
      ).get(file)
      return errorsIn(file, text ?? '', parsers) <= allowed
    }
    let open: number[] = []
    for (const index of indexes) {
      open.push(index)
      if (!parses(open)) continue
      units.push(open)
      open = []
    }
    if (open.length > 0) units.push(open)
  }
  return units
}

function errorsIn(path: string, text: string, parsers: Parsers): number {
  return parsers.parse(path, text)?.errors.length ?? 0
}

/** Names that the file bound or declared, members by their last part, and does no longer. */
function namesThatWent(file: string, oldFile: string, trees: Trees): ReadonlySet<string> {
  const namesOf = (project: Trees['after'], path: string): ReadonlySet<string> => {
    const source = project.file(path)
    if (source === null) return new Set()
    const declared = [...source.declared().keys()].map((name) => name.slice(name.lastIndexOf('.') + 1))
    return new Set([...source.bindings().module.keys(), ...declared])
  }
  const now = namesOf(trees.after, file)
  return new Set([...namesOf(trees.before, oldFile)].filter((name) => !now.has(name)))
}

function wordsThatWent({ removed, added }: Hunk): readonly string[] {
  const now = new Set(wordsIn(added))
  return [...new Set(wordsIn(removed))].filter((word) => !now.has(word))
}

function wordsIn(lines: readonly string[]): readonly string[] {
  return lines.join('').match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []
}
