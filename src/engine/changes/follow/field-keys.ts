import type { NameRole } from '../../languages/facets/syntax-facts.ts'
import type { ExpressionOf, Range, SyntaxNode } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { type ResolvedValue, resolveExpression } from '../resolve/resolve-expression.ts'
import { resolveType } from '../resolve/resolve-type.ts'
import { isSoleBearer } from '../uses/bearers.ts'
import { keySites } from '../uses/option-sites.ts'
import { asPossible, lastPart, type Trees, type UnresolvedUse, type UseSite, unresolvedAt } from '../uses/use-site.ts'

/** Functions from outside that take the fields of an object by keyword. */
const TAKES_FIELDS = /^(replace|_replace|__replace__|evolve|assoc|copy|model_copy|model_construct|_make|partial|create|build|make)$/

/** Keys of a type's member in object literals that are declared to be of that type, given back as one, or passed where it is asked for. */
export function typedKeys(file: SourceFile, trees: Trees, target: SymbolRef): readonly UseSite[] {
  const owner = { file: target.file, name: target.name.slice(0, -lastPart(target.name).length - 1) }
  if (trees.before.file(owner.file)?.declared().get(owner.name)?.[0]?.kind !== 'type') return []
  const { names, calls, results } = file.bindings()
  const isOwner = (one: SymbolRef | ResolvedValue | null): boolean =>
    (one?.kind === 'symbol' || one?.kind === 'instance') && one.file === owner.file && one.name === owner.name
  const variables = new Set(names.flatMap(({ binding }) => (binding?.kind === 'variable' && binding.annotation !== null ? [binding] : [])))
  const declared = [...variables].filter(
    ({ annotation }) => annotation !== null && isOwner(resolveExpression(trees.before, file, annotation)),
  )
  const given = [...results.values()].filter(
    ({ annotation }) => annotation !== null && isOwner(resolveExpression(trees.before, file, annotation)),
  )
  const literals = [
    ...[...declared, ...given].flatMap(({ values }) => values),
    ...calls.flatMap((call) => argumentsOfType(file, trees, call, isOwner)),
  ]
  return literals.flatMap((value) => keySites(file, value, lastPart(target.name)))
}

function argumentsOfType(file: SourceFile, trees: Trees, call: ExpressionOf<'call'>, isOwner: (one: SymbolRef | null) => boolean) {
  if (!call.arguments.some((argument) => argument.value.kind === 'object')) return []
  const callee = resolveExpression(trees.before, file, call.callee)
  const holder = callee.kind === 'symbol' ? trees.before.file(callee.file) : null
  const parameters = callee.kind === 'symbol' ? holder?.declared().get(callee.name)?.[0]?.parameters : undefined
  if (holder === null || parameters === undefined) return []
  return call.arguments.flatMap((argument, index) =>
    isOwner(resolveType(trees.before, holder, parameters[index]?.type ?? null)) ? [argument.value] : [],
  )
}

/**
 * Where a product file may still use a renamed field other than as `object.field`: keywords of calls and of class patterns,
 * keys of patterns, and keys of object literals where the field is a type's.
 */
export function unmigratedFieldKeys(file: SourceFile, trees: Trees, target: SymbolRef): readonly UnresolvedUse[] {
  const declaration = trees.before.file(target.file)?.declared().get(target.name)?.[0]
  if (declaration?.kind !== 'property') return []
  const name = lastPart(target.name)
  const owner = trees.before
    .file(target.file)
    ?.declared()
    .get(declaration.container ?? '')?.[0]
  const isType = owner?.kind === 'type'
  const found =
    file.language.calling.namesArgumentsBy === 'keywords'
      ? keywordsIn(file, trees, name)
      : namesIn(file, name, (role) => role === 'patternKey' || (isType && role === 'literalKey'))
  const isSole = isSoleBearer(trees, target)
  return found.map((range) => (isSole ? unresolvedAt(file, range) : asPossible(unresolvedAt(file, range))))
}

function keywordsIn(file: SourceFile, trees: Trees, name: string): readonly Range[] {
  const inCalls = file.bindings().calls.flatMap((call) => {
    const keyword = call.arguments.find((argument) => argument.keyword?.name === name)?.keyword
    return keyword != null && mayTakeField(file, trees, call) ? [keyword.range] : []
  })
  return [...inCalls, ...namesIn(file, name, (role) => role === 'classPatternKey')]
}

/** A callable of the repository with named parameters does not take fields of another class; a constructor is judged by its own parameters. */
function mayTakeField(file: SourceFile, trees: Trees, { callee }: ExpressionOf<'call'>): boolean {
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : ''
  const denotation = resolveExpression(trees.after, file, callee)
  if (denotation.kind === 'external') return TAKES_FIELDS.test(name)
  if (denotation.kind !== 'symbol') return true
  const declaration = trees.after.file(denotation.file)?.declared().get(denotation.name)?.[0]
  return declaration?.parameters.some((parameter) => parameter.kind === 'keyword_rest') === true
}

/** Where a name plays one of these parts. Imports take names apart too, and no fields. */
function namesIn(file: SourceFile, name: string, isSought: (role: NameRole) => boolean): readonly Range[] {
  const { is, roleOf } = file.language.syntax
  const found: SyntaxNode[] = []
  const collect = (node: SyntaxNode, parent: SyntaxNode | null): void => {
    if (is(node, 'import')) return
    if (file.text.slice(node.start, node.end) === name && is(node, 'identifier') && isSought(roleOf(node, parent))) found.push(node)
    for (const child of node.children) collect(child, node)
  }
  collect(file.tree.root, null)
  return found
}
