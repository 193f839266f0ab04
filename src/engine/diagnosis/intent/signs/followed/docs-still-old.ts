import type { Witness } from '../../../../../model/witness.ts'
import type { SourceFile } from '../../../../changes/resolve/project.ts'
import type { Feature } from '../../intent-case.ts'
import { adaptedIn, changedPlaces } from '../../reading/adapted-places.ts'
import { type OldAndNewTerms, oldAndNewTerms } from '../../reading/old-and-new-terms.ts'
import { holds } from '../../reading/replacements.ts'
import type { TextCase } from '../../text-case.ts'
import { shortQuote, witnessLine } from '../../witnesses/quoted.ts'

/** Lines around a name that still count as being about it. */
const NEAR = 3

/** What is promised in writing and no longer kept. */
export const docsStillOld = {
  name: 'docs-still-old',
  description: 'A document or docstring still promises the old behaviour.',
  weight: -2,
  read(subject) {
    if (oldAndNewTerms(subject).length === 0) return { seen: null, detail: 'nothing was replaced that a document could mention' }
    const found = oldPromise(subject)
    return found === null ? { seen: false, detail: 'no document describes the old behaviour' } : { seen: true, detail: witnessLine(found) }
  },
} satisfies Feature

/** A document or docstring near what was changed that still says the old value, where no document of the change follows. */
export function oldPromise(subject: TextCase): Witness | null {
  const found = inDocstrings(subject) ?? inDocuments(subject)
  const isFollowed = found !== null && adaptedIn(oldAndNewTerms(subject), changedPlaces(subject.context.authorTexts.docChanges)) !== null
  return isFollowed ? null : found
}

function inDocstrings(subject: TextCase): Witness | null {
  const { hunks, context } = subject
  for (const path of new Set(hunks.map(({ file }) => file))) {
    const file = context.trees.after.file(path)
    const near = file === null ? [] : declarationsAround(file, hunks)
    const prose = file === null ? new Set<number>() : file.proseLines()
    const lines = file?.text.split('\n') ?? []
    for (const line of prose) {
      const text = lines[line - 1] ?? ''
      if (!near.some(({ from, to }) => line >= from && line <= to)) continue
      const around = lines.slice(Math.max(0, line - 2), line + 1).join('\n')
      const pair = oldAndNewTerms(subject).find(
        (one) => holds(text, one.before) && !holds(text, one.after) && isOfParameter(one, around, subject),
      )
      if (pair !== undefined) return { kind: 'docs', at: `${path}:${line}`, quote: shortQuote(text), names: 'old' }
    }
  }
  return null
}

function declarationsAround(file: SourceFile, hunks: TextCase['hunks']): readonly { readonly from: number; readonly to: number }[] {
  const ranges = file
    .declarations()
    .filter(({ kind }) => kind === 'function' || kind === 'method')
    .map(({ line, start, end }) => ({ from: line, to: line + file.text.slice(start, end).split('\n').length - 1 }))
  return ranges.filter(({ from, to }) => hunks.some((hunk) => hunk.file === file.path && hunk.after.line >= from && hunk.after.line <= to))
}

function inDocuments(subject: TextCase): Witness | null {
  for (const [path, text] of subject.context.authorTexts.docs) {
    if (/(?:CHANGE|HISTORY|NEWS|RELEASE)/i.test(path) || !subject.subjects.some((name) => text.includes(name))) continue
    const lines = text.split('\n')
    const named = lines.flatMap((line, index) => (subject.subjects.some((name) => holds(line, name)) ? [index] : []))
    for (const at of named) {
      const around = lines.slice(Math.max(0, at - NEAR), at + NEAR + 1).join('\n')
      const pair = oldAndNewTerms(subject).find(
        (one) => holds(around, one.before) && !holds(around, one.after) && isOfParameter(one, around, subject),
      )
      if (pair !== undefined) return { kind: 'docs', at: `${path}:${at + 1}`, quote: shortQuote(lines[at] ?? ''), names: 'old' }
    }
  }
  return null
}

/** A text about a default also names its parameter; the same value elsewhere belongs to something else. */
function isOfParameter({ before, after }: OldAndNewTerms, text: string, { declared }: TextCase): boolean {
  const parameters = declared.flatMap((change) => {
    const isIt = change.kind === 'default_changed' && holds(change.before, before) && holds(change.after, after)
    return isIt ? [change.before.split('=')[0] ?? ''] : []
  })
  return parameters.length === 0 || parameters.some((name) => holds(text, name))
}
