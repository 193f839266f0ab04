import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { Expression, Tag } from '../../languages/language.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember, type ResolvedValue, resolveExpression } from '../resolve/resolve-expression.ts'
import { siteAt } from './symbol-sites.ts'
import { lastPart, type Trees, type UseSite } from './use-site.ts'

export type CallSite = Extract<UseSite, { kind: 'call' }>
type CallSites = {
  readonly sites: readonly CallSite[]
  /** Calls of a method of that name on an unknown object. */
  readonly unknown: readonly CallSite[]
}

/** Calls of the callable whose signature changed, by its old name or its new one: by name, by `object.method`, by its class for a constructor. */
export function callSites(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): CallSites {
  const name = lastPart(target.name)
  const names = new Set([name, change.newSymbol ?? name])
  const isMethod = target.name.includes('.') && !isConstructorName(name)
  const isCallee = calleeTest(change, file, trees, target)
  const sites: CallSite[] = []
  const unknown: CallSite[] = []
  for (const call of file.bindings().calls) {
    const before = resolveExpression(trees.before, file, call.callee)
    const site: CallSite = { kind: 'call', call, ...siteAt(file, call) }
    if (isCallee(call.callee)) sites.push(site)
    else if (isMethod && before.kind === 'unknown' && call.callee.kind === 'member' && names.has(call.callee.name)) unknown.push(site)
  }
  return { sites, unknown }
}

/** Tags of markup whose component is the changed callable. */
export function tagsOf(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): readonly Tag[] {
  const isComponent = calleeTest(change, file, trees, target)
  return file.bindings().tags.filter(({ component }) => isComponent(component))
}

/** Whether an expression means the changed callable, by its old name or its new one. */
function calleeTest(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): (callee: Expression) => boolean {
  const successor = successorOf(change, trees.after)
  return (callee) =>
    isCallOf(trees.before, resolveExpression(trees.before, file, callee), target) ||
    (successor !== null && isCallOf(trees.after, resolveExpression(trees.after, file, callee), successor))
}

/** The changed callable as the head has it: what a change's file and line point at. */
function successorOf(change: ContractChange, after: Project): SymbolRef | null {
  const found = after
    .file(change.file)
    ?.declarations()
    .find((declaration) => declaration.line === change.line && declaration.name === change.newSymbol)
  return found === undefined ? null : { kind: 'symbol', file: change.file, name: found.qualifiedName }
}

function isCallOf(project: Project, callee: ResolvedValue, target: SymbolRef): boolean {
  // `super(…)` of JavaScript calls a constructor through an object of the superclass
  if (callee.kind !== 'symbol' && callee.kind !== 'instance') return false
  if (callee.file === target.file && callee.name === target.name) return callee.kind === 'symbol'
  const name = lastPart(target.name)
  if (!isConstructorName(name)) return false
  const isClass = project.file(callee.file)?.declared().get(callee.name)?.[0]?.kind === 'class'
  const found = isClass ? findMember(project, callee, name) : null
  return found !== null && found.file === target.file && found.name === target.name
}
