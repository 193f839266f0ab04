import type { ContractChange } from '../../../model/contract-change.ts'
import type { Argument, Expression, ObjectKey, Tag } from '../../languages/language.ts'
import { type OptionKey, optionKeys } from '../resolve/option-keys.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { type CallSite, callSites, tagsOf } from './call-sites.ts'
import { siteAt } from './symbol-sites.ts'
import type { Trees, UseSite } from './use-site.ts'

export type OptionArgument = { readonly call: CallSite; readonly argument: Argument }

/** Uses of a renamed option: keys of object literals in the call itself, attributes of a component in markup. */
export function optionSites(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): readonly UseSite[] {
  const { sites } = callSites(change, file, trees, target)
  const options = changedOption(change, trees, target)
  return [
    ...optionArguments(sites, options).flatMap(({ argument }) => keySites(file, argument.value, change.before)),
    ...attributeSites(change, file, optionTags(change, file, trees, target, options)),
  ]
}

/** Tags whose component takes the option: its first parameter holds what markup gives. */
export function optionTags(
  change: ContractChange,
  file: SourceFile,
  trees: Trees,
  target: SymbolRef,
  options: readonly OptionKey[],
): readonly Tag[] {
  return options.some(({ place }) => place === 0) ? tagsOf(change, file, trees, target) : []
}

/** The attribute in each of these tags. */
export function attributeSites({ before }: ContractChange, file: SourceFile, tags: readonly Tag[]): readonly UseSite[] {
  return tags.flatMap(({ keys }) => keysNamed(file, keys, before))
}

/** The option as the base reads it, possibly at several places. */
export function changedOption(change: ContractChange, trees: Trees, target: SymbolRef): readonly OptionKey[] {
  const file = trees.before.file(target.file)
  const declaration = file?.declared().get(target.name)?.[0]
  return file === null || declaration === undefined ? [] : optionKeys(file, declaration).filter((key) => key.name === change.before)
}

/** What calls pass for the options; arguments after a spread list have no known position. */
export function optionArguments(calls: readonly CallSite[], options: readonly OptionKey[]): readonly OptionArgument[] {
  return calls.flatMap((call) => {
    const spread = call.call.arguments.findIndex((argument) => argument.spread !== 'none')
    return options.flatMap((option) => {
      const argument = call.call.arguments[spread >= 0 ? Math.min(spread, option.place) : option.place]
      return argument === undefined ? [] : [{ call, argument }]
    })
  })
}

/** The key in an object literal. */
export function keySites(file: SourceFile, value: Expression, name: string): readonly UseSite[] {
  return value.kind === 'object' ? keysNamed(file, value.keys, name) : []
}

function keysNamed(file: SourceFile, keys: readonly ObjectKey[], name: string): readonly UseSite[] {
  return keys
    .filter((key) => key.name === name)
    .map((key) => ({ kind: 'key' as const, shorthand: key.shorthand, ...siteAt(file, key.range) }))
}
