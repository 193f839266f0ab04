import { folderOf } from '../../paths.ts'
import { objectOf } from '../../plain-values.ts'
import { fieldOf, namedChildren, textOf } from '../../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../../syntax-tree.ts'
import { scriptStringValue } from '../string-value.ts'
import { pathCall } from './static-paths.ts'

/** A regular expression that a settings file writes. */
export type WrittenPattern = { readonly pattern: string }

/** A settings file that is read as source, and how it reaches others of the repository. */
export type SettingsSource = {
  readonly path: string
  readonly tree: SyntaxTree
  /** The file that a relative specifier means from here. */
  load(specifier: string): SettingsSource | null
}

type Scope = {
  readonly source: SettingsSource
  /** Parameters and variables of the functions around. */
  readonly names: ReadonlyMap<string, unknown>
  readonly depth: number
  readonly budget: { steps: number }
}

/** Settings of real projects need a few hundred steps and a dozen levels; a text that refers to itself ends here. */
const MOST_STEPS = 5_000
const DEEPEST = 100
/** Items of a list, keys of an object, characters of a text that is put together. */
const LARGEST = 2_000
const CASTS = /^(?:as_expression|satisfies_expression|non_null_expression|parenthesized_expression|await_expression|type_assertion)$/
const FUNCTIONS = /^(?:arrow_function|function_expression|function_declaration)$/

/**
 * What a settings file exports, as far as its text says it without being run; `undefined` is what it does not say. Paths from the top of
 * the repository start with `repository:/`.
 */
export function exportedValue(source: SettingsSource): unknown {
  return named('default', { source, names: new Map(), depth: 0, budget: { steps: MOST_STEPS } })
}

/** The value of an export. */
function named(name: string, scope: Scope): unknown {
  const { root } = scope.source.tree
  for (const statement of root.children) {
    const value = exportIn(statement, name, scope)
    if (value !== undefined) return evaluated(value, scope)
  }
  return name === 'default' ? undefined : declared(name, scope)
}

function exportIn(statement: SyntaxNode, name: string, { source: { tree } }: Scope): SyntaxNode | undefined {
  if (statement.type === 'export_statement') {
    const isDefault = statement.children.some((child) => child.type === 'default' || child.type === '=')
    return isDefault && name === 'default'
      ? (fieldOf(statement, 'value') ?? fieldOf(statement, 'declaration') ?? namedChildren(statement)[0])
      : undefined
  }
  const assignment = statement.type === 'expression_statement' ? statement.children[0] : undefined
  if (assignment?.type !== 'assignment_expression') return undefined
  const [left, right] = [fieldOf(assignment, 'left'), fieldOf(assignment, 'right')]
  const target = left === undefined ? '' : textOf(tree, left)
  return (target === 'module.exports' && name === 'default') || target.replace(/^(?:module\.)?exports\./, '') === name ? right : undefined
}

function evaluated(node: SyntaxNode | undefined, around: Scope): unknown {
  if (node === undefined || !isLeft(around, 1)) return undefined
  const scope = { ...around, depth: around.depth + 1 }
  const { tree, path } = scope.source
  if (CASTS.test(node.type)) return evaluated(namedChildren(node)[0], scope)
  // a function that makes the settings: its result is what counts
  if (FUNCTIONS.test(node.type)) return resultOf(node, new Map(), scope)
  switch (node.type) {
    case 'string':
      return scriptStringValue(tree, node) ?? undefined
    case 'template_string':
      return templateValue(node, scope)
    case 'regex':
      return { pattern: textOf(tree, fieldOf(node, 'pattern') ?? node) } satisfies WrittenPattern
    case 'array':
      return namedChildren(node)
        .flatMap((item) => (item.type === 'spread_element' ? listOf(spreadValue(item, scope)) : [evaluated(item, scope)]))
        .slice(0, LARGEST)
    case 'object':
      return objectValue(node, scope)
    case 'identifier':
    case 'shorthand_property_identifier':
      return nameValue(textOf(tree, node), scope)
    case 'member_expression':
      return memberValue(node, scope)
    case 'binary_expression': {
      const [left, right] = [evaluated(fieldOf(node, 'left'), scope), evaluated(fieldOf(node, 'right'), scope)]
      return typeof left === 'string' && typeof right === 'string' ? short(left + right) : (left ?? right)
    }
    case 'ternary_expression':
      return evaluated(fieldOf(node, 'consequence'), scope) ?? evaluated(fieldOf(node, 'alternative'), scope)
    case 'call_expression':
    case 'new_expression':
      return callValue(node, scope, path)
    default:
      return undefined
  }
}

/** Whether so many steps more may be taken. */
function isLeft({ budget, depth }: Scope, steps: number): boolean {
  budget.steps -= steps
  return budget.steps >= 0 && depth < DEEPEST
}

function short(text: string): string | undefined {
  return text.length > LARGEST ? undefined : text
}

function nameValue(name: string, scope: Scope): unknown {
  if (scope.names.has(name)) return scope.names.get(name)
  if (name === '__dirname') return `repository:/${folderOf(scope.source.path)}`
  if (name === '__filename') return `repository:/${scope.source.path}`
  const value = declared(name, scope)
  return isNode(value) ? resultOf(value, new Map(), scope) : value
}

/** The value that a file's top level gives a name, by a declaration or an import. */
function declared(name: string, scope: Scope): unknown {
  const { root } = scope.source.tree
  if (!isLeft(scope, 1 + root.children.length / 100)) return undefined
  const top = { ...scope, names: new Map() }
  for (const statement of root.children) {
    const found = statement.type === 'import_statement' ? imported(name, statement, top) : declaredIn(name, statement, top)
    if (found !== undefined) return found
  }
  return undefined
}

function imported(name: string, statement: SyntaxNode, scope: Scope): unknown {
  const entry = importedAs(scope.source.tree, statement, name)
  const other = entry === null ? null : scope.source.load(entry.specifier)
  return entry === null || other === null ? undefined : named(entry.name, { ...scope, source: other })
}

function declaredIn(name: string, statement: SyntaxNode, scope: Scope): unknown {
  const { tree } = scope.source
  const declaration = statement.type === 'export_statement' ? (fieldOf(statement, 'declaration') ?? statement) : statement
  if (FUNCTIONS.test(declaration.type)) return nameIn(tree, declaration) === name ? declaration : undefined
  for (const one of declaration.children) {
    const target = one.type === 'variable_declarator' ? fieldOf(one, 'name') : undefined
    if (target === undefined) continue
    const value = fieldOf(one, 'value')
    if (textOf(tree, target) === name) return isFunction(value) ? value : evaluated(value, scope)
    // `const { alias } = require('./aliases')`
    const isTaken = target.type === 'object_pattern' && namedChildren(target).some((key) => textOf(tree, key) === name)
    if (isTaken) return objectOf(evaluated(value, scope))?.[name]
  }
  return undefined
}

function importedAs(tree: SyntaxTree, statement: SyntaxNode, name: string): { readonly specifier: string; readonly name: string } | null {
  const text = textOf(tree, statement)
  const specifier = /from\s*(["'])(.*?)\1/.exec(text)?.[2]
  if (specifier === undefined || !specifier.startsWith('.')) return null
  const inBraces = /\{([^}]*)\}/.exec(text)?.[1] ?? ''
  const item = inBraces.split(',').find(
    (one) =>
      one
        .trim()
        .split(/\s+as\s+/)
        .at(-1)
        ?.trim() === name,
  )
  if (item !== undefined) return { specifier, name: item.trim().split(/\s+as\s+/)[0] ?? name }
  const whole = /^import\s+(?:\*\s*as\s+)?(\w+)/.exec(text)?.[1]
  return whole === name ? { specifier, name: 'default' } : null
}

function objectValue(node: SyntaxNode, scope: Scope): unknown {
  const { tree } = scope.source
  const entries = namedChildren(node).flatMap((item): readonly (readonly [string, unknown])[] => {
    if (item.type === 'spread_element') return Object.entries(objectOf(spreadValue(item, scope)) ?? {})
    if (item.type === 'shorthand_property_identifier') return [[textOf(tree, item), evaluated(item, scope)]]
    if (item.type === 'method_definition') return [[nameIn(tree, item), resultOf(item, new Map(), scope)]]
    const key = fieldOf(item, 'key')
    const name = key === undefined ? undefined : keyOf(key, scope)
    return item.type === 'pair' && typeof name === 'string' ? [[name, evaluated(fieldOf(item, 'value'), scope)]] : []
  })
  return Object.fromEntries(entries.slice(0, LARGEST))
}

function keyOf(key: SyntaxNode, scope: Scope): unknown {
  if (key.type === 'property_identifier' || key.type === 'number') return textOf(scope.source.tree, key)
  return evaluated(key.type === 'computed_property_name' ? namedChildren(key)[0] : key, scope)
}

function memberValue(node: SyntaxNode, scope: Scope): unknown {
  const text = textOf(scope.source.tree, node)
  if (text === 'import.meta.url' || text === 'import.meta.filename') return `repository:/${scope.source.path}`
  if (text === 'import.meta.dirname') return `repository:/${folderOf(scope.source.path)}`
  const [object, property] = [evaluated(fieldOf(node, 'object'), scope), fieldOf(node, 'property')]
  const name = property === undefined ? '' : textOf(scope.source.tree, property)
  // of an URL
  if (typeof object === 'string') return /^(?:pathname|href)$/.test(name) ? object : undefined
  const holder = objectOf(object)
  return holder !== null && Object.hasOwn(holder, name) ? holder[name] : undefined
}

function templateValue(node: SyntaxNode, scope: Scope): unknown {
  const whole = scriptStringValue(scope.source.tree, node)
  if (whole !== null) return whole
  const parts = node.children.map((child) => {
    if (child.type === 'template_substitution') return evaluated(namedChildren(child)[0], scope)
    return child.type === 'string_fragment' ? textOf(scope.source.tree, child) : ''
  })
  return parts.every((part) => typeof part === 'string') ? short(parts.join('')) : undefined
}

function callValue(node: SyntaxNode, scope: Scope, path: string): unknown {
  const callee = fieldOf(node, 'function') ?? fieldOf(node, 'constructor')
  const given = namedChildren(fieldOf(node, 'arguments') ?? node).map((argument) => evaluated(argument, scope))
  const name = callee === undefined ? '' : textOf(scope.source.tree, callee)
  if (name === 'require' && typeof given[0] === 'string') {
    const other = given[0].startsWith('.') ? scope.source.load(given[0]) : null
    return other === null ? undefined : named('default', { ...scope, source: other, names: new Map() })
  }
  const asPath = pathCall(name, given, path)
  if (asPath !== undefined) return asPath
  const own = callee?.type === 'identifier' ? declared(name, scope) : undefined
  if (isNode(own)) return resultOf(own, parametersOf(own, given, scope), scope)
  // `defineConfig({…})`, `mergeConfig(a, b)` and what else wraps settings hands them on
  const objects = given.filter((value) => objectOf(value) !== null)
  return objects.length === 0 ? undefined : objects.reduce((one, other) => merged(one, other, scope))
}

function resultOf(callable: SyntaxNode, parameters: ReadonlyMap<string, unknown>, scope: Scope): unknown {
  const body = fieldOf(callable, 'body')
  const inner = { ...scope, names: new Map([...scope.names, ...parameters]) }
  if (body?.type !== 'statement_block') return evaluated(body, inner)
  const locals = new Map(inner.names)
  for (const statement of body.children) {
    for (const one of statement.children) {
      const name = one.type === 'variable_declarator' ? fieldOf(one, 'name') : undefined
      if (name !== undefined) locals.set(textOf(scope.source.tree, name), evaluated(fieldOf(one, 'value'), { ...inner, names: locals }))
    }
  }
  const last = body.children.findLast(({ type }) => type === 'return_statement')
  return last === undefined ? undefined : evaluated(namedChildren(last)[0], { ...inner, names: locals })
}

function parametersOf(callable: SyntaxNode, given: readonly unknown[], scope: Scope): ReadonlyMap<string, unknown> {
  const list = fieldOf(callable, 'parameters')
  const names = list === undefined ? [fieldOf(callable, 'parameter')] : namedChildren(list)
  const textIn = (node: SyntaxNode | undefined) => (node === undefined ? '' : textOf(scope.source.tree, fieldOf(node, 'pattern') ?? node))
  return new Map(names.map((node, index) => [textIn(node), given[index]]))
}

function spreadValue(item: SyntaxNode, scope: Scope): unknown {
  return evaluated(namedChildren(item)[0], scope)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [undefined]
}

function merged(one: unknown, other: unknown, scope: Scope): unknown {
  const [first, second] = [objectOf(one), objectOf(other)]
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other].slice(0, LARGEST)
  if (first === null || second === null || !isLeft(scope, 1)) return other ?? one
  const shared = Object.keys(first).filter((key) => Object.hasOwn(second, key))
  return { ...first, ...second, ...Object.fromEntries(shared.map((key) => [key, merged(first[key], second[key], scope)])) }
}

function nameIn(tree: SyntaxTree, node: SyntaxNode): string {
  const name = fieldOf(node, 'name')
  return name === undefined ? '' : textOf(tree, name)
}

function isFunction(node: SyntaxNode | undefined): node is SyntaxNode {
  return node !== undefined && FUNCTIONS.test(node.type)
}

/** A function of the file, which stands for itself until it is called. */
function isNode(value: unknown): value is SyntaxNode {
  const node = objectOf(value)
  return typeof node?.['type'] === 'string' && FUNCTIONS.test(node['type']) && Array.isArray(node['children'])
}
