import type { Expression, ExpressionOf } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { type ResolvedValue, resolveExpression, resolveMember } from '../resolve/resolve-expression.ts'
import { readsQuotedNames } from './patching-calls.ts'
import type { Trees, UseSite } from './use-site.ts'

/** Calls whose first argument is a dotted path: `patch('a.b.c')`, `monkeypatch.setattr('a.b.c', …)`. */
export const TAKES_PATH = /^(patch|setattr|delattr|dict|multiple|import_module|importorskip|resolve_name)$/
/** Calls whose second argument names a member of the first: `patch.object(a, 'b')`, `spyOn(a, 'b')`. */
export const TAKES_MEMBER = /^(object|setattr|delattr|getattr|hasattr|spy|spyOn|replaceProperty|stub|mockProperty)$/

/** Quoted names that patching and reflection read, if they resolve to what `isTarget` picks. */
export function stringSites(file: SourceFile, trees: Trees, isTarget: (denotation: ResolvedValue) => boolean): readonly UseSite[] {
  return file
    .bindings()
    .calls.filter(readsQuotedNames)
    .flatMap((call) => {
      const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : ''
      const [first, second] = call.arguments.map((argument) => argument.value)
      if (first?.kind === 'string' && TAKES_PATH.test(name)) return pathSites(file, trees, first, isTarget)
      if (first !== undefined && second?.kind === 'string' && TAKES_MEMBER.test(name))
        return memberSite(file, trees, first, second, isTarget)
      return []
    })
}

/** Dotted paths in quotes that a call of a mocking library patches or loads. */
export function quotedPaths(file: SourceFile): readonly ExpressionOf<'string'>[] {
  if (file.language.modules.namedInStringsBy !== 'dottedPath') return []
  return file
    .bindings()
    .calls.filter(readsQuotedNames)
    .flatMap(({ callee, arguments: [first] }) => {
      const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : ''
      return first?.value.kind === 'string' && TAKES_PATH.test(name) ? [first.value] : []
    })
}

function pathSites(
  file: SourceFile,
  trees: Trees,
  string: ExpressionOf<'string'>,
  isTarget: (denotation: ResolvedValue) => boolean,
): readonly UseSite[] {
  if (file.language.modules.namedInStringsBy !== 'dottedPath') return []
  const before = resolvePath(trees.before, file, string.value)
  const index = before.findIndex((denotation) => denotation !== null && isTarget(denotation))
  const after = resolvePath(trees.after, file, string.value)[index]
  if (index < 0 || (after !== undefined && after !== null && after.kind !== 'unknown')) return []
  const parts = string.value.split('.')
  const start = string.inside.start + parts.slice(0, index).join('.').length + (index > 0 ? 1 : 0)
  const text = parts[index] ?? ''
  return [{ kind: 'string', string, index, file: file.path, start, end: start + text.length, line: lineAt(file.text, start), text }]
}

function memberSite(
  file: SourceFile,
  trees: Trees,
  object: Expression,
  string: ExpressionOf<'string'>,
  isTarget: (denotation: ResolvedValue) => boolean,
): readonly UseSite[] {
  const member = (project: Project): ResolvedValue => resolveMember(project, resolveExpression(project, file, object), string.value)
  if (!isTarget(member(trees.before)) || member(trees.after).kind === 'symbol') return []
  const { start, end } = string.inside
  return [{ kind: 'string', string, index: 0, file: file.path, start, end, line: lineAt(file.text, start), text: string.value }]
}

/** What each prefix of a dotted path resolves to: modules first, then their members; `null` if unknown. */
export function resolvePath(project: Project, file: SourceFile, path: string): readonly (ResolvedValue | null)[] {
  const parts = path.split('.')
  const found: (ResolvedValue | null)[] = []
  for (const [index, part] of parts.entries()) {
    const module = project.resolve(parts.slice(0, index + 1).join('.'), file)
    const previous = found[index - 1] ?? null
    const member = previous === null || previous.kind === 'external' ? null : resolveMember(project, previous, part)
    if (member !== null && member.kind !== 'unknown') found.push(member)
    else found.push(module === null ? null : { kind: 'module', file: module })
  }
  return found
}
