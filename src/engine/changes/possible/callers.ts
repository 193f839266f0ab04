import type { ContractChange } from '../../../model/contract-change.ts'
import { findUnmigratedCallers } from '../follow/unmigrated-callers.ts'
import type { Trees, UnresolvedUse } from '../uses/use-site.ts'
import type { OtherTexts } from './other-texts.ts'
import { possibleCallers } from './possible-callers.ts'

/**
 * Who may still use the old contract. `unmigrated`: callers that were resolved, or could not be, in the source, and what imports the old
 * name from the changed module. `possible`: places of other texts that have the name where code stands. `told`: documents for people.
 * `unread`: files that may call it and were not looked at.
 */
export type Callers = {
  readonly unmigrated: readonly UnresolvedUse[]
  readonly possible: readonly UnresolvedUse[]
  readonly told: readonly UnresolvedUse[]
  readonly unread: readonly string[]
}

export function callersOf(change: ContractChange, trees: Trees, configuration: ReadonlyMap<string, string>, texts: OtherTexts): Callers {
  const inSource = findUnmigratedCallers(change, trees, configuration).unmigrated
  const unmigrated = inSource.filter(({ isPossible }) => isPossible === undefined)
  const { certain, possible, told } = possibleCallers(change, trees, texts)
  const known = new Set([...unmigrated, ...certain].map(placeOf))
  return {
    unmigrated: [...unmigrated, ...certain.filter((one) => !unmigrated.some((other) => placeOf(other) === placeOf(one)))],
    possible: [...inSource.filter(({ isPossible }) => isPossible), ...possible].filter((one) => !known.has(placeOf(one))),
    told,
    unread: texts.unread,
  }
}

/** Whether nobody is known, or may be, who still uses the old contract. */
export function allFollow(callers: Callers): boolean {
  return callers.unmigrated.length === 0 && openPlace(callers) === null
}

/** A place that keeps a repair from being made unattended: the first one that may be a caller, or a file that nobody looked at. */
export function openPlace({ possible: [first], unread: [path] }: Callers): { readonly file: string; readonly line: number | null } | null {
  if (first !== undefined) return { file: first.file, line: first.line }
  return path === undefined ? null : { file: path, line: null }
}

function placeOf({ file, line }: UnresolvedUse): string {
  return `${file}:${line}`
}
