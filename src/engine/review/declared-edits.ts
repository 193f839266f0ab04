import { createProject } from '../changes/resolve/project.ts'
import { waitPlan } from '../changes/waiting/wait-plan.ts'
import type { Import, Range } from '../languages/language.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import type { TextReview } from './checks/check.ts'
import type { ForeignEdit } from './foreign-edit.ts'
import type { EditedCode } from './reading/edited-code.ts'
import { type ImportRun, importRuns, type Rebound, rebound } from './reading/import-runs.ts'
import { replaceablePlaces } from './reading/replaceable-places.ts'
import { reshapedPlaces } from './reading/reshaped-places.ts'
import { arityPlaces } from './reading/results/arity-places.ts'
import { recordPlaces } from './reading/results/record-places.ts'
import { wrappedPlaces } from './reading/results/wrapped-places.ts'
import { sameCode } from './reading/same-code.ts'
import { notAwaited, waitingPlaces } from './reading/waiting-places.ts'

/**
 * The first edit of a file that the declared changes do not ask for; `null` when every edit is one.
 * It knows nothing of the strategies that made the edit: each name that differs is resolved to what it is bound to, in the base's product
 * before and in the head's after. Whatever it cannot place is foreign: the safe answer to something new.
 */
export function foreignEdit(file: EditedFile, review: ReadAgainst): ForeignEdit | null {
  return readEdits(file, review).foreign
}

/** What an edited file is read against. */
type ReadAgainst = Pick<TextReview, 'trees' | 'changes' | 'parsers' | 'failures' | 'files'>

/** The same, with what a person has to say where no edit is foreign: the first doubt. */
export function readEdits(
  { path, before, after }: EditedFile,
  { trees, changes, parsers, failures, files }: ReadAgainst,
): { readonly foreign: ForeignEdit | null; readonly doubt: string | null } {
  const [old, now] = [trees.before.file(path), createProject(new Map([[path, after]]), parsers).file(path)]
  if (old === null || now === null) return foreignAt({ line: 1, reason: 'the file cannot be parsed' })
  if (old.text !== before) return foreignAt({ line: 1, reason: 'the product itself would change' })
  const plan = waitPlan(
    changes.filter(({ kind }) => kind === 'became_async'),
    trees,
  )
  const code: EditedCode = { old, now, trees, changes, failures, waits: plan.steps.filter(({ file }) => file.path === path) }
  const bound = reboundImports(importRuns(old), importRuns(now), code)
  if ('reason' in bound) return foreignAt(bound)
  const waiting = waitingPlaces(code)
  const records = recordPlaces(code)
  const accepted = [...replaceablePlaces(code, bound), ...records.replaceable, ...arityPlaces(code)]
  const shapes = [...reshapedPlaces(code), ...waiting.keys(), ...records.reshaped, ...wrappedPlaces(code)]
  const { difference, replaced, reshaped, doubts } = sameCode(code, accepted, shapes)
  const foreign = difference ?? leftBehind(code, bound, replaced) ?? notAwaited(waiting, reshaped, plan.steps, files)
  return { foreign, doubt: doubts[0] ?? null }
}

function foreignAt(foreign: ForeignEdit) {
  return { foreign, doubt: null }
}

/** Runs correspond in their order: where they do not, the code around them differs too. */
function reboundImports(olds: readonly ImportRun[], news: readonly ImportRun[], code: EditedCode): Rebound | ForeignEdit {
  const bound = new Map<Import, Import>()
  for (const [index, run] of (olds.length < news.length ? news : olds).entries()) {
    const found = rebound(olds[index] ?? nothing(run), news[index] ?? nothing(run), code)
    if ('reason' in found) return found
    for (const [from, to] of found) bound.set(from, to)
  }
  return bound
}

/** The absence of a run. */
function nothing({ statements }: ImportRun): ImportRun {
  return { statements: statements.slice(0, 0), entries: [] }
}

/** A name whose import is gone fails wherever it is still used, and a test that expects a failure passes by that. */
function leftBehind({ old }: EditedCode, bound: Rebound, replaced: readonly Range[]): ForeignEdit | null {
  const isReplaced = ({ start, end }: Range): boolean => replaced.some((range) => range.start <= start && end <= range.end)
  const left = old.bindings().names.find((name) => {
    const to = name.binding?.kind === 'import' ? bound.get(name.binding.import) : undefined
    return to !== undefined && to.local !== name.name && !isReplaced(name)
  })
  if (left === undefined) return null
  return { line: old.text.slice(0, left.start).split('\n').length, reason: `'${left.name}' is still used, and no longer imported` }
}
