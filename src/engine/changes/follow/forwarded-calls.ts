import type { ContractChange } from '../../../model/contract-change.ts'
import type { Declaration, ExpressionOf } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { CallSite } from '../uses/call-sites.ts'
import type { Trees } from '../uses/use-site.ts'

/**
 * A call that forwards all arguments of its own function, `f(*args, **kwargs)`. It counts as migrated if the callers of that function
 * are: none of them in the product may still pass the old keyword, or spread a map that may hold it.
 */
export function isForwardingCall({ kind, before }: ContractChange, file: SourceFile, site: CallSite, trees: Trees): boolean {
  const given = site.call.arguments
  const around = functionAround(file, site)
  if (!/^parameter_(?:removed|renamed)$/.test(kind) || around === null || given.length === 0) return false
  const rest = new Set(around.parameters.flatMap((parameter) => (/rest$/.test(parameter.kind) ? [parameter.name] : [])))
  const isOwn = given.every(
    ({ spread, start, end }) => spread !== 'none' && rest.has(file.text.slice(start, end).replace(/^(?:\*+|\.{3})\s*/, '')),
  )
  return isOwn && !trees.product.some((path) => writesKeyword(path, around.name, before, trees))
}

function functionAround(file: SourceFile, site: CallSite): Declaration | null {
  const around = file
    .declarations()
    .filter(({ kind, start, end }) => /^(?:function|method)$/.test(kind) && start <= site.start && site.end <= end)
  return around.toSorted((one, other) => other.start - one.start)[0] ?? null
}

function writesKeyword(path: string, name: string, keyword: string, { after }: Trees): boolean {
  const text = after.text(path) ?? ''
  if (!text.includes(name)) return false
  const calls =
    after
      .file(path)
      ?.bindings()
      .calls.filter(({ callee }) => nameOf(callee) === name) ?? []
  return calls.some((call) => call.arguments.some((argument) => argument.spread === 'map' || argument.keyword?.name === keyword))
}

function nameOf(callee: ExpressionOf<'call'>['callee']): string | null {
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : null
}
