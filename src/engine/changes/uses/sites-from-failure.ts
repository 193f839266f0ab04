import type { ContractChange } from '../../../model/contract-change.ts'
import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { Expression, ExpressionOf } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { inherits } from '../resolve/inherits.ts'
import type { SourceFile } from '../resolve/project.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { siteAt } from './symbol-sites.ts'
import { lastPart, type Trees, type UseSite } from './use-site.ts'

/** `shown`: the line that failed. `alike`: those on the same variable; `around`: all in the same function, which may be of other classes. */
export type SitesFromFailure = {
  readonly shown: readonly UseSite[]
  readonly alike: readonly UseSite[]
  readonly around: readonly UseSite[]
}

const NONE: SitesFromFailure = { shown: [], alike: [], around: [] }

/**
 * Uses of a changed member on receivers of unknown type, where the failure message names the type: it was thrown at this line, and says
 * that an object of the class (or of a subclass) has no such member, or that its method no longer takes these arguments.
 */
export function sitesFromFailure(change: ContractChange, path: string, trees: Trees, fields: FailureFields): SitesFromFailure {
  const { frame, owner } = fields
  const name = lastPart(change.symbol)
  const holder = lastPart(change.symbol.slice(0, -name.length - 1))
  const file = trees.before.file(path)
  if (file === null || holder === '' || owner === null || !(isMissing(change, fields) || isRefused(change, fields))) return NONE
  if (frame?.file !== path || file.declared().has(owner)) return NONE
  if (owner !== holder && !inherits(trees.before)(owner, holder)) return NONE
  const unresolved = file
    .bindings()
    .memberAccesses.filter((one) => one.name === name && resolveExpression(trees.before, file, one).kind === 'unknown')
  const atLine = unresolved.filter(({ nameRange }) => lineAt(file.text, nameRange.start) === frame.line)
  if (atLine.length === 0) return NONE
  const receivers = new Set(atLine.flatMap((one) => receiverOf(one) ?? []))
  const sites = (found: readonly ExpressionOf<'member'>[]): readonly UseSite[] =>
    found.map((expression) => ({ kind: 'member' as const, expression, ...siteAt(file, expression.nameRange) }))
  return {
    shown: sites(atLine),
    alike: sites(unresolved.filter((one) => atLine.includes(one) || receivers.has(receiverOf(one) ?? one))),
    around: sites(unresolved.filter(inFunctionAround(file, atLine[0]))),
  }
}

function isMissing({ kind, symbol }: ContractChange, { missingName }: FailureFields): boolean {
  return kind === 'renamed' && missingName === lastPart(symbol)
}

function isRefused({ kind, symbol, oldParameters }: ContractChange, fields: FailureFields): boolean {
  const { callable, wrongArity, unexpectedArgument } = fields
  return (
    /^parameter/.test(kind) &&
    callable === lastPart(symbol) &&
    (wrongArity || oldParameters.some(({ name }) => name === unexpectedArgument))
  )
}

/** The variable that a chain of members and calls begins with. */
function receiverOf({ object }: ExpressionOf<'member'>): object | null {
  let at: Expression = object
  while (at.kind === 'member' || at.kind === 'call') at = at.kind === 'member' ? at.object : at.callee
  return at.kind === 'name' ? at.binding : null
}

function inFunctionAround(file: SourceFile, site: ExpressionOf<'member'> | undefined): (one: ExpressionOf<'member'>) => boolean {
  const around = file
    .declarations()
    .find(({ kind, start, end }) => /^(function|method)$/.test(kind) && site !== undefined && start <= site.start && site.end <= end)
  return ({ start, end }) => around !== undefined && around.start <= start && end <= around.end
}
