import type { Parameter } from '../../../model/contract-change.ts'
import { mockOf, specOf } from '../../changes/doubles/stand-ins.ts'
import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import type { SymbolRef } from '../../changes/resolve/resolve-export.ts'
import { findMember } from '../../changes/resolve/resolve-expression.ts'
import { bindArguments, missingParameters } from '../../changes/uses/bind-arguments.ts'
import { readsQuotedNames } from '../../changes/uses/patching-calls.ts'
import { resolvePath } from '../../changes/uses/string-sites.ts'
import type { MadePart } from '../../languages/facets/source-values.ts'
import type { Argument, Expression, SyntaxNode } from '../../languages/language.ts'

/**
 * Whether what a mock stands for would take this call, as the head declares it; `null` where the test does not say what that is. Where a call
 * may have more arguments than there are parameters, every call is taken.
 */
export function takesCall(file: SourceFile, mock: SyntaxNode | null, call: readonly MadePart[], project: Project): boolean | null {
  const real = mock === null || file.language.calling.dropsExtraArguments ? null : realOf(file, mock, project)
  const declaration = real === null ? undefined : project.file(real.file)?.declared().get(real.name)?.[0]
  if (declaration === undefined || declaration.kind === 'class' || declaration.kind === 'variable') return null
  return fits(call, declaration.parameters)
}

function fits(call: readonly MadePart[], parameters: readonly Parameter[]): boolean {
  const given = call.map(({ name, node: { start, end } }): Argument => {
    const range = { start, end }
    return { ...range, keyword: name === null ? null : { name, range }, spread: 'none', value: { kind: 'other', ...range } }
  })
  const bound = bindArguments(given, parameters)
  return bound !== null && missingParameters(bound.values(), parameters).length === 0
}

/** The function for which a mock stands: a member of the class that it is made after, or what a patch replaces. */
function realOf(file: SourceFile, { start, end }: SyntaxNode, project: Project): SymbolRef | null {
  const { names, memberAccesses } = file.bindings()
  const isIt = (one: Expression): boolean => one.start === start && one.end === end
  const member = memberAccesses.find(isIt)
  const holder = member === undefined ? null : mockOf(file, member.object, project)
  const owner = holder === null ? null : specOf(file, holder, project)
  if (member !== undefined) return owner === null || owner === 'elsewhere' ? null : findMember(project, owner, member.name)
  const binding = names.find(isIt)?.binding
  const [only, ...others] = binding?.kind === 'variable' ? binding.values : []
  // `patch('shop.ring').start()`
  const isStarted = only?.kind === 'call' && only.callee.kind === 'member' && only.callee.name === 'start'
  const made = isStarted && only.callee.kind === 'member' ? only.callee.object : only
  const path = made?.kind === 'call' && others.length === 0 && readsQuotedNames(made) ? made.arguments[0]?.value : undefined
  const found = path?.kind === 'string' ? resolvePath(project, file, path.value).at(-1) : null
  return found?.kind === 'symbol' ? found : null
}
