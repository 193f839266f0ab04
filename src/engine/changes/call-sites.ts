import type { ContractChange } from '../../model/contract-change.ts'
import type { ExpressionOf } from '../languages/language.ts'
import { lineAt } from '../languages/syntax.ts'
import { type Denotation, denote, findMember } from './denote.ts'
import type { SourceFile } from './project.ts'
import type { SymbolRef } from './resolve-export.ts'
import { place } from './symbol-sites.ts'
import { type DoubtfulUse, lastPart, snippet, type Trees, type UseSite, type UseSites } from './use-site.ts'

const CONSTRUCTOR = /^(__init__|__new__|constructor)$/

/** Calls of the callable whose signature changed: by name, by `object.method`, by its class for a constructor. */
export function callSites(change: ContractChange, file: SourceFile, trees: Trees, target: SymbolRef): UseSites {
  const name = lastPart(target.name)
  const names = new Set([name, change.newSymbol ?? name])
  const isMethod = target.name.includes('.') && !CONSTRUCTOR.test(name)
  const sites: UseSite[] = []
  const doubtful: DoubtfulUse[] = []
  for (const call of file.bindings().calls) {
    const callee = denoteCallee(trees, file, call)
    if (isCallOf(trees, callee, target)) sites.push({ kind: 'call', call, ...place(file, call) })
    else if (isMethod && callee.kind === 'unknown' && call.callee.kind === 'member' && names.has(call.callee.name)) {
      doubtful.push({ file: file.path, line: lineAt(file.text, call.start), text: snippet(file.text, call) })
    }
  }
  return { sites, doubtful }
}

function denoteCallee(trees: Trees, file: SourceFile, call: ExpressionOf<'call'>): Denotation {
  const isSuper =
    call.callee.kind === 'member' &&
    call.callee.object.kind === 'call' &&
    call.callee.object.callee.kind === 'name' &&
    call.callee.object.callee.name === 'super'
  return isSuper ? { kind: 'unknown' } : denote(trees.before, file, call.callee)
}

function isCallOf(trees: Trees, callee: Denotation, target: SymbolRef): boolean {
  if (callee.kind !== 'symbol') return false
  if (callee.file === target.file && callee.name === target.name) return true
  const name = lastPart(target.name)
  if (!CONSTRUCTOR.test(name)) return false
  const constructor =
    trees.before.file(callee.file)?.declared().get(callee.name)?.[0]?.kind === 'class' ? findMember(trees.before, callee, name) : null
  return constructor !== null && constructor.file === target.file && constructor.name === target.name
}
