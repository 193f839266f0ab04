import type { ContractChange } from '../../../model/contract-change.ts'
import type { Expression } from '../../languages/language.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { type ResolvedValue, resolveExpression } from '../resolve/resolve-expression.ts'
import { lastPart, type Trees } from '../uses/use-site.ts'

/** The class of an exception: one of the repository, or one that is not, by its name alone. */
export type RaisedClass = { readonly name: string; readonly home: { readonly file: string; readonly name: string } | null }

/** What a function raised, and what it raises in its place; `null` where a class cannot be told. */
export function raisedClasses(
  change: ContractChange,
  { before, after }: Trees,
): { readonly old: RaisedClass; readonly now: RaisedClass } | null {
  if (change.kind !== 'exception_replaced') return null
  const [old, now] = [classIn(before, change.oldFile, change.before), classIn(after, change.file, change.after)]
  return old === null || now === null ? null : { old, now }
}

/** The class that an expression of a file means. */
export function classOf(project: Project, file: SourceFile, expression: Expression): RaisedClass | null {
  if (expression.kind !== 'name' && expression.kind !== 'member') return null
  return known(resolveExpression(project, file, expression), expression.name)
}

export function isSameClass(one: RaisedClass, other: RaisedClass): boolean {
  if (one.home === null || other.home === null) return one.home === other.home && one.name === other.name
  return one.home.file === other.home.file && one.home.name === other.home.name
}

function classIn(project: Project, path: string, written: string): RaisedClass | null {
  const file = project.file(path)
  if (file === null) return null
  const { names, memberAccesses } = file.bindings()
  const found = [...names, ...memberAccesses].find(({ start, end }) => file.text.slice(start, end) === written)
  return found === undefined ? null : classOf(project, file, found)
}

function known(found: ResolvedValue, written: string): RaisedClass | null {
  if (found.kind === 'symbol') return { name: lastPart(found.name), home: { file: found.file, name: found.name } }
  return found.kind === 'external' ? { name: written, home: null } : null
}
