import { diffArrays } from 'diff'
import type { ContractChange } from '../../model/contract-change.ts'
import { type BodyToken, bodyTokens } from '../changes/pairing/body-tokens.ts'
import type { SourceFile } from '../changes/resolve/project.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import type { Range } from '../languages/language.ts'
import { lineStart } from '../languages/line-start.ts'

/** Neighbouring tokens of the head that the base does not have; `oldText` is what stood there, empty where nothing did. */
export type FreshRun = Range & { readonly oldText: string; readonly old: readonly BodyToken[]; readonly now: readonly BodyToken[] }

/** What is new in one file of the head, beyond formatting, comments and declared new names. */
export type FreshCode = {
  readonly source: SourceFile
  /** What the file was; `null` where it is new. */
  readonly before: SourceFile | null
  readonly runs: readonly FreshRun[]
  /** As far as they lie within. */
  runsIn(range: Range): readonly FreshRun[]
  /** How many of the telling tokens in a range are new, and how many there are. */
  freshness(range: Range): { readonly fresh: number; readonly all: number }
}

const PUNCTUATION = /^[()[\]{},;:.]$/

/** New code in every changed product file, by path. Files that do not parse have none. */
export function freshCode({ trees, hunks, fileChanges, changes }: Sources): readonly FreshCode[] {
  const names = renamedNames(changes)
  const moved = tokensThatWentAway(trees.before, hunks)
  return fileChanges.flatMap(({ path, before, after }): readonly FreshCode[] => {
    const source = after === null ? null : trees.after.file(path)
    if (source === null || source.tree.errors.length > 0) return []
    const own = hunks.filter(({ file }) => file === path)
    const origin = own[0]?.oldFile ?? path
    const old = trees.before.file(origin)
    const now = bodyTokens(source.tree, source.tree.root)
    const was = old === null ? [] : bodyTokens(old.tree, old.tree.root)
    const isNew = before === null && own.length === 0
    const found = isNew
      ? source.tree.root.children.map(({ start, end }) =>
          runOf(
            source.text,
            '',
            [],
            now.filter((token) => token.start >= start && token.start < end),
          ),
        )
      : own.flatMap((hunk) => {
          const oldTokens = old === null ? [] : within(was, old.text, hunk.before)
          return runsBetween(oldTokens, old?.text ?? '', within(now, source.text, hunk.after), source.text, names)
        })
    const runs = found.filter((run) => run.now.length > 0 && !(run.old.length === 0 && isMoved(run, moved)))
    return runs.length === 0 ? [] : [withQuestions(source, old, runs, now)]
  })
}

function withQuestions(source: SourceFile, before: SourceFile | null, runs: readonly FreshRun[], now: readonly BodyToken[]): FreshCode {
  const fresh = new Set(runs.flatMap((run) => run.now.map(({ start }) => start)))
  const telling = now.filter(({ text }) => !PUNCTUATION.test(text))
  return {
    source,
    before,
    runs,
    runsIn: (range) => runs.flatMap((run) => clipped(run, range)),
    freshness: ({ start, end }) => {
      const inside = telling.filter((token) => token.start >= start && token.start < end)
      return { fresh: inside.filter((token) => fresh.has(token.start)).length, all: inside.length }
    },
  }
}

function clipped(run: FreshRun, { start, end }: Range): readonly FreshRun[] {
  if (start <= run.start && run.end <= end) return [run]
  const now = run.now.filter((token) => token.start >= start && token.start < end)
  const [first, last] = [now[0], now.at(-1)]
  if (first === undefined || last === undefined) return []
  // what stood there is where it begins
  const isBegin = first.start === run.start
  return [{ start: first.start, end: last.start + last.text.length, now, old: isBegin ? run.old : [], oldText: isBegin ? run.oldText : '' }]
}

function within(tokens: readonly BodyToken[], text: string, { line, count }: { readonly line: number; readonly count: number }) {
  const [from, to] = [lineStart(text, line), count === 0 ? 0 : lineStart(text, line + count)]
  return tokens.filter(({ start }) => start >= from && start < to)
}

function runsBetween(
  old: readonly BodyToken[],
  oldText: string,
  now: readonly BodyToken[],
  text: string,
  names: ReadonlyMap<string, string>,
): readonly FreshRun[] {
  const parts = diffArrays(
    old.map((token) => (token.isName ? (names.get(token.text) ?? token.text) : token.text)),
    now.map((token) => token.text),
  )
  const runs: FreshRun[] = []
  let [at, to] = [0, 0]
  for (const [index, part] of parts.entries()) {
    const count = part.value.length
    if (part.added === true) {
      const removed = parts[index - 1]?.removed === true ? (parts[index - 1]?.value.length ?? 0) : 0
      runs.push(runOf(text, oldText, old.slice(at - removed, at), now.slice(to, to + count), names))
    }
    if (part.added !== true) at += count
    if (part.removed !== true) to += count
  }
  return runs
}

function runOf(
  text: string,
  oldText: string,
  old: readonly BodyToken[],
  now: readonly BodyToken[],
  names: ReadonlyMap<string, string> = new Map(),
): FreshRun {
  const [first, last] = [now[0], now.at(-1)]
  const [start, end] = [first?.start ?? 0, last === undefined ? text.length : last.start + last.text.length]
  return { start, end, old, now, oldText: renamedText(oldText, old, names) }
}

/** The old text between its first and last token, with declared new names. */
function renamedText(text: string, tokens: readonly BodyToken[], names: ReadonlyMap<string, string>): string {
  let [out, at] = ['', tokens[0]?.start ?? 0]
  for (const token of tokens) {
    out += text.slice(at, token.start) + (token.isName ? (names.get(token.text) ?? token.text) : token.text)
    at = token.start + token.text.length
  }
  return out
}

function renamedNames(changes: readonly ContractChange[]): ReadonlyMap<string, string> {
  const bare = (name: string) => name.split('.').at(-1) ?? name
  return new Map(
    changes.flatMap((change): readonly (readonly [string, string])[] => {
      if (change.kind === 'renamed' || change.kind === 'likely_renamed') return [[bare(change.symbol), change.newSymbol ?? change.after]]
      return /^(parameter|option|likely_parameter)_renamed$/.test(change.kind) ? [[change.before, change.after]] : []
    }),
  )
}

/** Tokens of each run of removed lines as one text: what stands elsewhere now is not new. */
function tokensThatWentAway(before: Sources['trees']['before'], hunks: Sources['hunks']): readonly string[] {
  return hunks.flatMap(({ oldFile, before: place }) => {
    const source = before.file(oldFile)
    if (source === null || place.count === 0) return []
    return [joined(within(bodyTokens(source.tree, source.tree.root), source.text, place))]
  })
}

function isMoved({ now }: FreshRun, moved: readonly string[]): boolean {
  const own = joined(now)
  return now.length > 3 && moved.some((text) => text.includes(own))
}

function joined(tokens: readonly BodyToken[]): string {
  return ` ${tokens.map(({ text }) => text).join(' ')} `
}
