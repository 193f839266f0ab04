import type { FileChange } from '../../../model/file-change.ts'
import { alignMasked } from './align.ts'
import type { SiblingNames } from './sibling-names.ts'
import { MASK, type Sighting } from './sighting.ts'

/** Characters between two names of one statement; a list of names stands between commas. */
const NEAR = 60
/** `a` became `b`. */
const FORWARD =
  /(?:->|→|=>|⇒|\||\b(?:to|into|as|by|with|now|becom\w*|became|turn\w*|call\w*|nam\w*|renam\w*|replac\w*|supersed\w*|known)\b)/i
/** `b`, which was `a`. */
const BACKWARD =
  /(?:<-|←|\b(?:was|were|formerly|former|previous(?:ly)?|old|once|instead of|in place of|rather than|replac(?:es|ing|ed(?! by| with))|supersedes|used to be)\b)/i
const WORDS = /[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu

/** What texts for people state of the renamings: `a → b`, `a and b are now c and d`, `c (was a)`. */
export function statementSightings(statements: readonly Statement[], { gone, fresh }: SiblingNames): readonly Sighting[] {
  return statements.flatMap(({ text, file, line }) => {
    const runs = runsOf(text, gone, fresh)
    return runs.flatMap((run, at): readonly Sighting[] => {
      const next = runs[at + 1]
      if (next === undefined || run.isOld === next.isOld || run.names.length !== next.names.length) return []
      const between = text.slice(run.end, next.start)
      if (between.length > NEAR || !(run.isOld ? FORWARD : BACKWARD).test(between)) return []
      const [old, now] = run.isOld ? [run.names, next.names] : [next.names, run.names]
      return old.map((name, index) => ({
        ...{ old: name, now: now[index] ?? '', by: 'statement' as const, isNamed: true, file, line, quote: text.trim() },
      }))
    })
  })
}

/** What documents say now where they said an old name. */
export function documentSightings(changes: readonly FileChange[], { gone, fresh }: SiblingNames): readonly Sighting[] {
  return changes.flatMap(({ path, before, after }) => {
    const [old, now] = [wordsOf(before ?? '', gone), wordsOf(after ?? '', fresh)]
    if (![old, now].every((words) => words.some(({ isSought }) => isSought))) return []
    const texts = (words: typeof old): readonly string[] => words.map(({ text, isSought }) => (isSought ? MASK : text))
    return alignMasked(texts(old), texts(now)).flatMap(([one, other]): readonly Sighting[] => {
      const [word, successor] = [old[one], now[other]]
      if (word === undefined || successor === undefined) return []
      const { line, quote } = lineOf(after ?? '', successor.start)
      return [{ old: word.text, now: successor.text, by: 'document', isNamed: true, file: path, line, quote }]
    })
  })
}

/** A sentence, or a line of a list. */
export type Statement = { readonly text: string; readonly file: string | null; readonly line: number | null }

/** Sentences of messages, and lines that a change adds to documents. */
export function statementsOf(messages: readonly string[], documents: readonly FileChange[]): readonly Statement[] {
  const said = messages.flatMap((text) => sentencesOf(text).map((one) => ({ text: one, file: null, line: null })))
  const written = documents.flatMap(({ path, before, after }) => {
    const known = new Set((before ?? '').split('\n'))
    const lines = (after ?? '').split('\n').map((text, at) => ({ text, line: at + 1 }))
    return lines
      .filter(({ text }) => !known.has(text))
      .flatMap(({ text, line }) => sentencesOf(text).map((one) => ({ text: one, file: path, line })))
  })
  return [...said, ...written]
}

/** Paragraphs are joined again: people break lines where a sentence goes on. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n|\n(?=\s*[-*•|\d])/)
    .flatMap((part) => part.replace(/\s*\n\s*/g, ' ').split(/(?<=[.!?;])\s+/))
    .filter((part) => part.trim() !== '')
}

type Run = { readonly isOld: boolean; readonly names: readonly string[]; readonly start: number; readonly end: number }

/** Old names side by side, new names side by side: `a`, `a and b`, `a/b`. */
function runsOf(text: string, gone: ReadonlySet<string>, fresh: ReadonlySet<string>): readonly Run[] {
  const runs: Run[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    const [name] = match
    const isOld = gone.has(name)
    if (!isOld && !fresh.has(name)) continue
    const last = runs.at(-1)
    const [start, end] = [match.index, match.index + name.length]
    const isList = last !== undefined && /^[\s`'"().:*_]*(?:,|\/|&|\+|\band\b)[\s`'".:*_\w]*$/.test(text.slice(last.end, start))
    if (last?.isOld === isOld && isList && !last.names.includes(name))
      runs[runs.length - 1] = { ...last, names: [...last.names, name], end }
    else runs.push({ isOld, names: [name], start, end })
  }
  return runs
}

function wordsOf(text: string, names: ReadonlySet<string>) {
  return [...text.matchAll(WORDS)].map((match) => ({ text: match[0], start: match.index, isSought: names.has(match[0]) }))
}

function lineOf(text: string, at: number) {
  const before = text.slice(0, at).split('\n')
  const quote = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? ''
  return { line: before.length, quote: quote.trim() }
}
