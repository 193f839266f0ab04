import type { ContractChange } from '../../../model/contract-change.ts'
import type { Declaration } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { returnedNodes } from '../compare/result-changes.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { changedSymbol, type Trees } from '../uses/use-site.ts'
import { accessTo, namedIn } from './record-result.ts'

/** What is said of a result that is none of the shapes with parts. */
export const ONE_VALUE = 'one value'

/** One value that stands within an object now, and is written there as before. */
export type Wrapper = { readonly field: string; readonly access: 'member' | 'key'; readonly isAlone: boolean }
export type WrappedResult = Wrapper & { readonly change: ContractChange; readonly target: SymbolRef; readonly isAsync: boolean }

type Declared = { readonly file: SourceFile; readonly declaration: Declaration }

export function wrappedResult(change: ContractChange, { before, after }: Pick<Trees, 'before' | 'after'>): WrappedResult | null {
  const target = change.kind === 'result_changed' && change.before === ONE_VALUE ? changedSymbol(change, before) : null
  const [old, now] = [target === null ? null : before.file(target.file), after.file(change.file)]
  const was = old?.declared().get(target?.name ?? '')?.[0]
  const is = now?.declarations().find((one) => one.line === change.line && one.name === change.newSymbol)
  if (target === null || old === null || now === null || was === undefined || is === undefined) return null
  const wrapper = wrapperOf({ file: old, declaration: was }, { file: now, declaration: is }, after)
  const isAsync = /^\s*(?:export\s+)?(?:default\s+)?async\b|=\s*async\b/.test(now.text.slice(is.start, is.start + 200))
  return wrapper === null ? null : { ...wrapper, change, target, isAsync }
}

/** The one field that holds the old value, word for word and alone, in every `return`; `null` where it is not that plain. */
export function wrapperOf(old: Declared, now: Declared, head: Project): Wrapper | null {
  const [gone, come] = [returnedNodes(old.file, old.declaration), returnedNodes(now.file, now.declaration)]
  const wrappers = gone.map((node, index): Wrapper | null => {
    const made = come[index]
    const named = made === undefined ? null : namedIn(now.file, made, head)
    const alike = named?.filter((one) => one.text === textOf(old.file.tree, node)) ?? []
    const [only] = alike
    const access = made === undefined ? null : accessTo(now.file, made, head)
    return only === undefined || alike.length > 1 || access === null ? null : { field: only.name, access, isAlone: named?.length === 1 }
  })
  const [first] = wrappers
  if (!first || gone.length !== come.length) return null
  const agree = wrappers.every((one) => one?.field === first.field && one.access === first.access)
  return agree ? { ...first, isAlone: wrappers.every((one) => one?.isAlone === true) } : null
}
