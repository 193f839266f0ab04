import type { Binding, Expression, ExpressionOf } from '../../languages/language.ts'
import { findFixture } from './find-fixture.ts'
import type { Project, SourceFile } from './project.ts'
import { type Exported, importedModule, importedName, resolveExport, type SymbolRef } from './resolve-export.ts'

/** What an expression resolves to: a declaration, a module, an instance of a class of the repository, something external, or unknown. */
export type ResolvedValue =
  | Exclude<Exported, { kind: 'hidden' }>
  | { readonly kind: 'instance'; readonly file: string; readonly name: string }
  | { readonly kind: 'unknown' }

const UNKNOWN: ResolvedValue = { kind: 'unknown' }

/** Following names is bounded: what needs more steps is unknown. */
const MAX_STEPS = 12

/** Resolves an expression of a file, in one tree of the repository. */
export function resolveExpression(project: Project, file: SourceFile, expression: Expression, steps = 0): ResolvedValue {
  if (steps > MAX_STEPS) return UNKNOWN
  switch (expression.kind) {
    case 'name':
      return denoteName(project, file, expression, steps + 1)
    case 'member':
      return (
        throughDottedImport(project, file, expression) ??
        resolveMember(project, resolveExpression(project, file, expression.object, steps + 1), expression.name, steps + 1)
      )
    case 'call':
      if (isLoader(file, expression)) return loadedModule(project, file, expression)
      if (isGivenBack(file, expression.callee)) return UNKNOWN
      if (isSuper(expression.callee)) return resolveExpression(project, file, expression.callee, steps + 1)
      return denoteResult(
        project,
        denoteValue(project, resolveExpression(project, file, expression.callee, steps + 1), steps + 1),
        steps + 1,
      )
    case 'literal':
    case 'string':
    case 'object':
      return { kind: 'external' }
    default:
      return UNKNOWN
  }
}

function denoteName(project: Project, file: SourceFile, expression: ExpressionOf<'name'>, steps: number): ResolvedValue {
  if (expression.binding !== null) return denoteBinding(project, file, expression.binding, expression.name, steps)
  if (expression.name === 'super') return superInstance(project, file, expression, steps)
  const stars = file.language.modules.starsBindNames ? file.bindings().stars : []
  for (const star of stars) {
    const target = project.resolve(star, file)
    const found = target === null ? null : resolveExport(project, target, expression.name)
    if (found !== null) return known(found)
  }
  return stars.length > 0 ? UNKNOWN : { kind: 'external' }
}

/** `require('./a')`, `await import('./a')`, `vi.importActual('./a')`. */
function isLoader(file: SourceFile, { callee, arguments: given }: ExpressionOf<'call'>): boolean {
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : ''
  return file.language.modules.isLoader(name) && given[0]?.value.kind === 'string'
}

function loadedModule(project: Project, file: SourceFile, { arguments: given }: ExpressionOf<'call'>): ResolvedValue {
  const specifier = given[0]?.value.kind === 'string' ? given[0].value.value : ''
  return known(importedModule(project, file, specifier))
}

function isSuper(callee: Expression): boolean {
  return callee.kind === 'name' && callee.name === 'super' && callee.binding === null
}

/** `max(boxes)` is one of the boxes. */
function isGivenBack({ language }: SourceFile, callee: Expression): boolean {
  return callee.kind === 'name' && callee.binding === null && language.calling.givesBack(callee.name)
}

/** `super` is an object of the first superclass of the class around it. */
function superInstance(project: Project, file: SourceFile, at: ExpressionOf<'name'>, steps: number): ResolvedValue {
  const owner = file
    .declarations()
    .filter((declaration) => declaration.kind === 'class' && declaration.start <= at.start && at.end <= declaration.end)
    .at(-1)
  const base = owner === undefined ? undefined : file.bindings().bases.get(owner.qualifiedName)?.[0]
  return base === undefined ? UNKNOWN : instanceOf(resolveExpression(project, file, base, steps))
}

function known(exported: Exported | null): ResolvedValue {
  return exported === null || exported.kind === 'hidden' ? UNKNOWN : exported
}

function denoteBinding(project: Project, file: SourceFile, binding: Binding, name: string, steps: number): ResolvedValue {
  switch (binding.kind) {
    case 'import': {
      const { specifier, imported, bindsRoot } = binding.import
      if (imported !== null) return known(importedName(project, file, specifier, imported))
      const target = importedModule(project, file, bindsRoot ? name : specifier)
      // the root of `import a.b` may be a folder without a file of its own
      return bindsRoot && target.kind !== 'module' && project.resolve(specifier, file) !== null ? UNKNOWN : known(target)
    }
    case 'declaration':
      return { kind: 'symbol', file: file.path, name: binding.qualifiedName }
    case 'receiver':
      return { kind: binding.isClass ? 'symbol' : 'instance', file: file.path, name: binding.className }
    case 'parameter':
      if (binding.annotation !== null) return instanceOf(resolveExpression(project, file, binding.annotation, steps))
      return binding.injected ? fixtureValue(project, file, binding.name, steps) : UNKNOWN
    case 'variable':
      return file.bindings().module.get(name) === binding
        ? { kind: 'symbol', file: file.path, name }
        : variableValue(project, file, binding, steps)
    default:
      return UNKNOWN
  }
}

/** A variable is followed when its annotation names a class, or when all its values are of one kind. */
function variableValue(project: Project, file: SourceFile, variable: Extract<Binding, { kind: 'variable' }>, steps: number): ResolvedValue {
  if (variable.annotation !== null) {
    const declared = instanceOf(resolveExpression(project, file, variable.annotation, steps + 1))
    if (declared.kind !== 'unknown') return declared
  }
  return variable.opaque ? UNKNOWN : common(variable.values.map((value) => resolveExpression(project, file, value, steps + 1)))
}

/** An object of the class that a type names. */
function instanceOf(type: ResolvedValue): ResolvedValue {
  if (type.kind === 'symbol') return { kind: 'instance', file: type.file, name: type.name }
  return type.kind === 'external' ? type : UNKNOWN
}

/** The one thing that all of these are. */
function common(all: readonly ResolvedValue[]): ResolvedValue {
  const [first, ...rest] = all
  if (first === undefined) return UNKNOWN
  return rest.every((other) => isSame(first, other)) ? first : UNKNOWN
}

function isSame(one: ResolvedValue, other: ResolvedValue): boolean {
  return (
    JSON.stringify([one.kind, 'file' in one && one.file, 'name' in one && one.name]) ===
    JSON.stringify([other.kind, 'file' in other && other.file, 'name' in other && other.name])
  )
}

/** `import a.b.c` makes `a.b.c.name` readable even where `a` is a bare folder. */
function throughDottedImport(project: Project, file: SourceFile, expression: ExpressionOf<'member'>): ResolvedValue | null {
  const parts = dottedParts(expression)
  if (parts === null || parts.root.binding?.kind !== 'import' || !parts.root.binding.import.bindsRoot) return null
  const module = project.resolve(parts.names.join('.'), file)
  if (module !== null) return { kind: 'module', file: module }
  const parent = project.resolve(parts.names.slice(0, -1).join('.'), file)
  return parent === null || parts.names.length < 2 ? null : known(resolveExport(project, parent, expression.name))
}

/** The names of `a.b.c` when nothing but names is in it. */
export function dottedParts(expression: Expression): { readonly root: ExpressionOf<'name'>; readonly names: readonly string[] } | null {
  if (expression.kind === 'name') return { root: expression, names: [expression.name] }
  if (expression.kind !== 'member') return null
  const inner = dottedParts(expression.object)
  return inner === null ? null : { root: inner.root, names: [...inner.names, expression.name] }
}

function fixtureValue(project: Project, file: SourceFile, name: string, steps: number): ResolvedValue {
  const fixture = findFixture(project, file, name)
  return fixture === null ? UNKNOWN : resultOf(project, fixture, steps)
}

/** `holder.name`, where the holder is a module, a class, an object of a class, or a variable with such a value. */
export function resolveMember(project: Project, holder: ResolvedValue, name: string, steps = 0): ResolvedValue {
  const object = denoteValue(project, holder, steps)
  if (object.kind === 'external') return object
  if (object.kind === 'module') {
    const found = resolveExport(project, object.file, name)
    if (found !== null) return found.kind === 'hidden' ? UNKNOWN : found
    const whole = wholeExport(project, object.file)
    return whole === null || steps > MAX_STEPS ? UNKNOWN : resolveMember(project, whole, name, steps + 1)
  }
  if (name === 'prototype' && object.kind === 'symbol') return instanceOf(object)
  return object.kind === 'unknown' ? UNKNOWN : (findMember(project, object, name) ?? assignedMember(project, object, name, steps))
}

/** What the methods of a class put into a member that its body does not declare: `this.rows = []` in a constructor. */
function assignedMember(
  project: Project,
  owner: { readonly file: string; readonly name: string },
  name: string,
  steps: number,
): ResolvedValue {
  const file = project.file(owner.file)
  const binding = file?.bindings().members.get(owner.name)?.get(name)
  return file !== null && binding?.kind === 'variable' && steps <= MAX_STEPS ? variableValue(project, file, binding, steps + 1) : UNKNOWN
}

/** What `module.exports = X` makes of a whole module. */
function wholeExport(project: Project, path: string): SymbolRef | null {
  const entry = project.file(path)?.bindings().exports.get('default')
  return entry?.kind === 'local' && entry.isWhole === true ? { kind: 'symbol', file: path, name: entry.name } : null
}

/** The member of a class, looked for in its superclasses too; `null` when it is in none that can be read. */
export function findMember(
  project: Project,
  owner: { readonly file: string; readonly name: string },
  name: string,
  seen: readonly string[] = [],
): SymbolRef | null {
  const key = `${owner.file}#${owner.name}`
  const file = project.file(owner.file)
  if (file === null || seen.includes(key)) return null
  if (file.declared().has(`${owner.name}.${name}`)) return { kind: 'symbol', file: owner.file, name: `${owner.name}.${name}` }
  for (const base of file.bindings().bases.get(owner.name) ?? []) {
    const target = resolveExpression(project, file, base)
    const found = target.kind === 'symbol' ? findMember(project, target, name, [...seen, key]) : null
    if (found !== null) return found
  }
  return null
}

/** What a symbol holds when it is read: a variable's value, a property's result; classes and functions are themselves. */
function denoteValue(project: Project, denotation: ResolvedValue, steps: number): ResolvedValue {
  if (denotation.kind !== 'symbol') return denotation
  const file = project.file(denotation.file)
  const declaration = file?.declared().get(denotation.name)?.[0]
  if (file === null) return UNKNOWN
  if (declaration?.isProperty) return resultOf(project, denotation, steps)
  if (declaration !== undefined && declaration.kind !== 'variable' && declaration.kind !== 'property') return denotation
  const { module, members } = file.bindings()
  const binding =
    declaration === undefined || declaration.container === null
      ? module.get(denotation.name)
      : members.get(declaration.container)?.get(declaration.name)
  return binding?.kind === 'variable' ? variableValue(project, file, binding, steps + 1) : UNKNOWN
}

/** What calling gives: an object of a class, or what a function returns. */
function denoteResult(project: Project, callee: ResolvedValue, steps: number): ResolvedValue {
  if (callee.kind === 'external') return callee
  // a CommonJS module may be what it exports
  if (callee.kind === 'module' && steps <= MAX_STEPS)
    return denoteResult(project, resolveMember(project, callee, 'default', steps + 1), steps + 1)
  if (callee.kind !== 'symbol') return UNKNOWN
  const declaration = project.file(callee.file)?.declared().get(callee.name)?.at(-1)
  return declaration?.kind === 'class' ? instanceOf(callee) : resultOf(project, callee, steps)
}

function resultOf(project: Project, callee: SymbolRef, steps: number): ResolvedValue {
  const file = project.file(callee.file)
  const result = file?.bindings().results.get(callee.name)
  if (file === null || result === undefined) return UNKNOWN
  if (result.annotation !== null) {
    const declared = instanceOf(resolveExpression(project, file, result.annotation, steps + 1))
    if (declared.kind !== 'unknown') return declared
  }
  return common(result.values.map((value) => denoteValue(project, resolveExpression(project, file, value, steps + 1), steps + 1)))
}
