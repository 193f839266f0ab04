import { diffLines } from 'diff'
import { isInformational } from '../../engine/changes/compare/informational-changes.ts'
import type { Sources } from '../../engine/diagnosis/sources.ts'
import type { Framework } from '../../engine/frameworks/framework.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import type { EditedFile } from '../../engine/repair/edited-file.ts'
import { reviewText } from '../../engine/review/index.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { CheckResult, Tier } from '../../model/test-repair.ts'

/** What the server itself says of edited files that belong together. */
export type FilesReview = { readonly tier: Tier; readonly checks: readonly CheckResult[]; readonly changes: readonly ContractChange[] }

type Review = {
  readonly files: readonly EditedFile[]
  /** Changes that the report names: they only choose among those that the server read itself. */
  readonly claimed: readonly ContractChange[]
  readonly sources: Pick<Sources, 'changes' | 'trees' | 'configuration'>
  readonly framework: Framework
  readonly parsers: Parsers
}

/** Judges an edit from texts alone, by the declared changes that it can have to do with. */
export function reviewFiles({ files, claimed, sources, framework, parsers }: Review): FilesReview {
  const named = new Set(claimed.map(keyOf))
  const edited = files.map(changedText).join('\n')
  const changes = sources.changes.filter(
    (change) => !isInformational(change) && (named.has(keyOf(change)) || namesOf(change).some((name) => hasWord(edited, name))),
  )
  const { tier, checks } = reviewText({ files, changes, trees: sources.trees, configuration: sources.configuration, framework, parsers })
  return { tier, checks, changes }
}

function keyOf({ kind, oldFile, symbol, file, newSymbol }: ContractChange): string {
  return JSON.stringify([kind, oldFile, symbol, file, newSymbol])
}

function changedText({ before, after }: EditedFile): string {
  const parts = diffLines(before, after).filter(({ added, removed }) => added || removed)
  return parts.map(({ value }) => value).join('\n')
}

/** The words under which a test would know the change: names, the class of a constructor, the modules' last names. */
function namesOf({ symbol, newSymbol, oldFile, file }: ContractChange): readonly string[] {
  const parts = [symbol, newSymbol ?? symbol].flatMap((name) =>
    name
      .split('.')
      .filter((part) => part !== '__init__' && part !== 'constructor')
      .slice(-1),
  )
  return file === oldFile ? parts : [...parts, stem(oldFile), stem(file)]
}

function stem(path: string): string {
  const parts = path.replace(/\.\w+$/, '').split('/')
  const last = parts.at(-1) ?? ''
  return last === '__init__' || last === 'index' ? (parts.at(-2) ?? last) : last
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); word !== '' && at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w$]/.test(text[at - 1] ?? ' ') && !/[\w$]/.test(text[at + word.length] ?? ' ')) return true
  }
  return false
}
