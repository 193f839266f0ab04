import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { bindArguments } from '../../changes/uses/bind-arguments.ts'
import { callSites } from '../../changes/uses/call-sites.ts'
import { flatCall, makesGroup } from '../../changes/uses/grouped-arguments.ts'
import { signatureOf } from '../../changes/uses/signature.ts'
import { changedSymbol, type Trees } from '../../changes/uses/use-site.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { Argument } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'

/** What a call of the head gives a parameter that the base did not have, or did not ask for. */
export type PassedValue = { readonly at: SourceFile; readonly line: number; readonly argument: Argument; readonly isByName: boolean }

/**
 * The values that calls of the head give the new parameters of one callable, by parameter; those of the product first. `group` are the
 * changes of that callable. A test that gives one was adapted by the same commit: before it there was nothing to give it to.
 */
export function passedValues(group: readonly ContractChange[], trees: Trees): ReadonlyMap<string, readonly PassedValue[]> {
  const [change] = group
  const target = change === undefined ? null : changedSymbol(change, trees.before)
  if (change === undefined || target === null) return new Map()
  const { old, fresh, renames, group: own } = signatureOf(group)
  const reached = new Set(old.filter((one) => one.default === null).map(({ name }) => renames.get(name) ?? name))
  const word = wholeWord(nameOf(change))
  const [product, others] = [trees.product, [...trees.after.paths].filter((path) => !trees.product.includes(path))]
  const found = [...product, ...others].flatMap((path) => {
    const file = word.test(trees.after.text(path) ?? '') ? trees.after.file(path) : null
    if (file === null) return []
    const after = own?.side === 'after' ? own : undefined
    const makes = makesGroup(after, file, trees.after)
    return callSites(change, file, trees, target).sites.flatMap(({ call }) => {
      const bound = bindArguments(flatCall(call, after, makes).arguments, fresh)
      return [...(bound ?? [])].flatMap(([argument, { name }]) => (reached.has(name) ? [] : [{ name, value: passedAt(file, argument) }]))
    })
  })
  return new Map([...Map.groupBy(found, ({ name }) => name)].map(([name, all]) => [name, all.map(({ value }) => value)]))
}

function passedAt(at: SourceFile, argument: Argument): PassedValue {
  const isByName = argument.keyword !== null && argument.keyword.range.end > argument.keyword.range.start
  return { at, line: lineAt(at.text, argument.start), argument, isByName }
}

/** What is written where the callable is called: of a constructor its class. */
function nameOf({ symbol, newSymbol }: ContractChange): string {
  const parts = symbol.split('.')
  const last = parts.at(-1) ?? symbol
  return isConstructorName(last) ? (parts.at(-2) ?? last) : (newSymbol ?? last)
}
