import type { Binding, Bindings, Expression, ExpressionOf, FunctionResult, Range, SyntaxNode, Tag } from './language.ts'

export type VariableDraft = { readonly kind: 'variable'; readonly values: Expression[]; annotation: Expression | null; opaque: boolean }
type ParameterDraft = { readonly kind: 'parameter'; readonly name: string; annotation: Expression | null; readonly injected: boolean }
export type BindingDraft = Exclude<Binding, { kind: 'variable' } | { kind: 'parameter' }> | VariableDraft | ParameterDraft

/** Where names live. `path` is the qualified name of the class or function, '' for the module, `null` for an anonymous scope. */
export type Scope = {
  readonly kind: 'module' | 'function' | 'class' | 'block'
  readonly parent: Scope | null
  readonly path: string | null
  readonly names: Map<string, BindingDraft>
  /** Names that an assignment here gives to an outer scope: `global`, `nonlocal`. */
  readonly outer: Set<string>
}

/** What the first pass over a tree found: scopes by the node that opens them, and what the second pass has to fill in. */
export type ScopeTable = {
  readonly root: Scope
  readonly scopes: Map<SyntaxNode, Scope>
  readonly boundNames: Set<string>
  readonly members: Map<string, Map<string, BindingDraft>>
  readonly pending: { readonly node: SyntaxNode; readonly scope: Scope; fill(value: Expression): void }[]
  readonly results: Map<string, { readonly values: Expression[]; annotation: Expression | null }>
  readonly bases: Map<string, Expression[]>
}

export function createScopeTable(root: SyntaxNode): ScopeTable {
  const scope = createScope('module', null, '')
  return {
    root: scope,
    scopes: new Map([[root, scope]]),
    boundNames: new Set(),
    members: new Map(),
    pending: [],
    results: new Map(),
    bases: new Map(),
  }
}

export function createScope(kind: Scope['kind'], parent: Scope | null, path: string | null): Scope {
  return { kind, parent, path, names: new Map(), outer: new Set() }
}

export function createVariable(): VariableDraft {
  return { kind: 'variable', values: [], annotation: null, opaque: false }
}

/** A variable that holds a value of a built-in type. */
export function plainVariable({ start, end }: Range): VariableDraft {
  return { ...createVariable(), values: [{ kind: 'literal', start, end }] }
}

/** The path of something declared in a scope; only modules and classes that can be named themselves pass one on. */
export function pathIn(scope: Scope, name: string): string | null {
  if (scope.kind === 'module') return name
  return scope.kind === 'class' && scope.path !== null ? `${scope.path}.${name}` : null
}

/** Binds a name; a name with two different bindings cannot be resolved. */
export function bind(table: ScopeTable, scope: Scope, name: string, binding: BindingDraft): void {
  table.boundNames.add(name)
  const target = scope.outer.has(name) ? table.root : scope
  const earlier = target.names.get(name)
  target.names.set(name, earlier === undefined ? binding : mergeBindings(earlier, binding))
}

function mergeBindings(earlier: BindingDraft, later: BindingDraft): BindingDraft {
  if (earlier.kind === 'import' && later.kind === 'import') return earlier
  if (earlier.kind === 'declaration' && later.kind === 'declaration' && earlier.qualifiedName === later.qualifiedName) return earlier
  return { kind: 'local' }
}

/** The variable of a name in a scope, new or known, so that all its values come together. */
export function variableIn(table: ScopeTable, scope: Scope, name: string): VariableDraft {
  const target = scope.outer.has(name) ? table.root : scope
  const earlier = target.names.get(name)
  if (earlier?.kind === 'variable') return earlier
  const variable = createVariable()
  bind(table, scope, name, variable)
  return variable
}

/** Inner scopes do not see the names of a class around them. */
export function lookUp(scope: Scope, name: string): Binding | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const binding = at.kind === 'class' && at !== scope ? undefined : at.names.get(name)
    if (binding !== undefined) return binding
  }
  return null
}

export type Found = {
  readonly names: ExpressionOf<'name'>[]
  readonly memberAccesses: ExpressionOf<'member'>[]
  readonly calls: ExpressionOf<'call'>[]
  readonly tags: Tag[]
  readonly strings: ExpressionOf<'string'>[]
}

/** Resolves what was deferred to the second pass, and returns all bindings. */
export function completeBindings(
  table: ScopeTable,
  found: Found,
  lower: (node: SyntaxNode, scope: Scope) => Expression,
  exported: Pick<Bindings, 'exports' | 'stars' | 'imports'>,
): Bindings {
  for (const { node, scope, fill } of table.pending) fill(lower(node, scope))
  const results: ReadonlyMap<string, FunctionResult> = table.results
  return {
    module: table.root.names,
    boundNames: table.boundNames,
    members: table.members,
    results,
    bases: table.bases,
    ...exported,
    ...found,
  }
}
