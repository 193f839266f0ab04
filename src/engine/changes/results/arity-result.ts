import type { ContractChange } from '../../../model/contract-change.ts'
import { returnedNodes } from '../compare/result-changes.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { changedSymbol, type Trees } from '../uses/use-site.ts'
import { textsIn } from './record-result.ts'

/** Values that come back together, and are more or fewer now. */
export type ArityResult = {
  readonly change: ContractChange
  /** The function, as the base knows it. */
  readonly target: SymbolRef
  readonly was: number
  readonly now: number
  /** Those that are left are written as before, word for word and in their places, in every `return`. */
  readonly keepsPlaces: boolean
}

/** `null` where nothing of that kind changed, or where a value too many is no error: then names that stand for values stay right or not by chance. */
export function arityResult(change: ContractChange, { before, after }: Pick<Trees, 'before' | 'after'>): ArityResult | null {
  if (change.kind !== 'result_changed' || !SEVERAL.test(change.before) || !SEVERAL.test(change.after)) return null
  const target = changedSymbol(change, before)
  const [old, head] = [target === null ? null : before.file(target.file), after.file(change.file)]
  const gone = target === null || old === null ? null : returnedBy(old, old.declared().get(target.name)?.[0])
  const come =
    head === null
      ? null
      : returnedBy(
          head,
          head.declarations().find((one) => isNow(change, one)),
        )
  if (target === null || old?.language.missingNames.readAs !== 'error' || gone === null || come === null) return null
  const [was, now] = [gone[0]?.length ?? 0, come[0]?.length ?? 0]
  const kept = Math.min(was, now)
  const isKept = gone.every((texts, index) => texts.slice(0, kept).every((text, place) => come[index]?.[place] === text))
  return { change, target, was, now, keepsPlaces: kept > 1 && gone.length === come.length && isKept }
}

const SEVERAL = /^\d+ values$/

function isNow({ line, newSymbol }: ContractChange, one: { readonly line: number; readonly name: string }): boolean {
  return one.line === line && one.name === newSymbol
}

/** The values of each `return`, as written. */
function returnedBy(file: SourceFile, declaration: Parameters<typeof returnedNodes>[1] | undefined): readonly (readonly string[])[] | null {
  return declaration === undefined ? null : returnedNodes(file, declaration).map((node) => textsIn(file, node))
}
