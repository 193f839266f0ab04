import type { ContractChange } from '../../../model/contract-change.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import { visit } from '../../languages/syntax.ts'
import { optionKeys } from '../resolve/option-keys.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { resolveType } from '../resolve/resolve-type.ts'
import { callSites } from '../uses/call-sites.ts'
import { attributeSites, changedOption, keySites, optionArguments, optionTags } from '../uses/option-sites.ts'
import { asPossible, changedSymbol, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/**
 * Where the head's product still uses an option's old key. Calls with literal options are checked directly; as soon as one call gets
 * its options from elsewhere, or the callable is passed as a value, every such key in the product counts.
 */
export function unmigratedOptions(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const target = changedSymbol(change, trees.before)
  if (target === null) return []
  const options = changedOption(change, trees, target)
  const texts = trees.product.map((path) => trees.after.text(path) ?? '')
  const names = [lastPart(change.symbol), change.newSymbol ?? '', lastPart(target.name)].filter((name) => name !== '')
  const files = trees.product.filter((path, index) => names.some((name) => isMentioned(texts[index], name, path, change)))
  const found = files.flatMap((path) => {
    const file = trees.after.file(path)
    return file === null ? [] : [inFile(file, target)]
  })
  const left = found.flatMap((one) => one.left)
  const inTypes = typesLeftBehind(change, trees, target)
  const siblings = siblingsLeftBehind(change, trees)
  if (found.every((one) => one.isClosed)) return [...left, ...inTypes, ...siblings]
  const anywhere = trees.product
    .filter((_, index) => texts[index]?.includes(change.before) === true)
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) =>
      found.some((one) => one.path === file.path && one.isCaller)
        ? keysIn(file, change.before)
        : keysIn(file, change.before).map(asPossible),
    )
  return [...left, ...inTypes, ...siblings, ...anywhere]

  function inFile(file: SourceFile, symbol: SymbolRef) {
    const { sites, unknown } = callSites(change, file, trees, symbol)
    const passed = optionArguments([...sites, ...unknown], options)
    const tags = optionTags(change, file, trees, symbol, options)
    const written = passed.flatMap(({ argument }) => keySites(file, argument.value, change.before))
    const called = [...[...sites, ...unknown].map(({ call }) => call.callee), ...tags.map(({ component }) => component)]
    return {
      path: file.path,
      isCaller: file.path === change.file || passed.length > 0 || tags.length > 0,
      left: [...written, ...attributeSites(change, file, tags)].map((site) => unresolvedAt(file, site)),
      isClosed:
        tags.every(({ hasSpread }) => !hasSpread) &&
        passed.every(({ argument }) => argument.value.kind === 'object' && argument.spread === 'none' && !isSpread(file, argument)) &&
        !escapes(file, trees, symbol, called, change),
    }
  }
}

function isMentioned(text: string | undefined, name: string, path: string, change: ContractChange): boolean {
  return path === change.file || text?.includes(name) === true || text?.includes(moduleName(change.file)) === true
}

function moduleName(path: string): string {
  return path.replace(/^.*\/|(\.d)?\.\w+$/g, '')
}

/** `{ ...options, mark: '-' }` */
function isSpread(file: SourceFile, { start, end }: { readonly start: number; readonly end: number }): boolean {
  return /[{,]\s*\.{3}/.test(file.text.slice(start, end))
}

/** Whether the callable is used as a value: passed on, stored, bound. */
function escapes(file: SourceFile, trees: Trees, target: SymbolRef, called: readonly Range[], change: ContractChange): boolean {
  const callees = new Set(called.map(({ end }) => end))
  const { names, memberAccesses } = file.bindings()
  const isCallable = (expression: (typeof names)[number] | (typeof memberAccesses)[number]): boolean => {
    if (expression.name !== lastPart(target.name) && expression.name !== change.newSymbol && expression.kind === 'member') return false
    return [resolveExpression(trees.before, file, expression), resolveExpression(trees.after, file, expression)].some(
      (one) => one.kind === 'symbol' && (one.file === target.file || one.file === change.file) && isNamed(one.name, target, change),
    )
  }
  const isExport = (end: number): boolean =>
    [...file.bindings().exports.values()].some((one) => one.kind === 'local' && one.range?.end === end)
  const uses = [...names, ...memberAccesses].filter((one) => !callees.has(one.end) && !isExport(one.end) && !isInExport(file, one.start))
  return uses.some(isCallable)
}

function isNamed(name: string, target: SymbolRef, change: ContractChange): boolean {
  const owner = target.name.slice(0, -lastPart(target.name).length)
  return name === target.name || name === `${owner}${change.newSymbol ?? lastPart(target.name)}`
}

/** `module.exports = { a, b }` and `export { a }` hand out, they do not use. */
function isInExport(file: SourceFile, start: number): boolean {
  return file.tree.root.children.some(
    (statement) =>
      statement.start <= start &&
      start < statement.end &&
      /^(export\s*(default\b|\{)|module\.exports\s*=\s*(\{\s*[\w\s,:$]*\}|\w+)\s*;?$|exports\.\w+\s*=\s*\w+\s*;?$)/.test(
        file.text.slice(statement.start, statement.end),
      ),
  )
}

/** The type of the options still has the old key. */
function typesLeftBehind(change: ContractChange, trees: Trees, target: SymbolRef): readonly UnresolvedUse[] {
  const file = trees.after.file(change.file)
  const declaration = file?.declarations().find((one) => one.line === change.line && one.name === change.newSymbol)
  if (file === null || declaration === undefined) return []
  const places = new Set(changedOption(change, trees, target).map(({ place }) => place))
  const types = [...new Set(optionKeys(file, declaration).flatMap((key) => (places.has(key.place) && key.type !== null ? [key.type] : [])))]
  return types.flatMap((type) => {
    if (/^\{/.test(type))
      return new RegExp(`[{;,]\\s*(readonly\\s+)?${change.before}\\??:`).test(type) ? [unresolvedAt(file, declaration)] : []
    const owner = resolveType(trees.after, file, type)
    const holder = owner === null ? null : trees.after.file(owner.file)
    const member = holder?.declared().get(`${owner?.name}.${change.before}`)?.[0]
    return holder === null || member === undefined ? [] : [unresolvedAt(holder, member)]
  })
}

/** Another method of the same name that still takes the old key: who knows which of the two a caller means. */
function siblingsLeftBehind(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  if (!change.symbol.includes('.')) return []
  const name = change.newSymbol ?? lastPart(change.symbol)
  return trees.product
    .filter((path) => trees.after.text(path)?.includes(name) === true)
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) =>
      file
        .declarations()
        .filter((one) => one.container !== null && one.name === name && optionKeys(file, one).some((key) => key.name === change.before))
        .map((one) => asPossible(unresolvedAt(file, one.nameRange))),
    )
}

/** Every place that reads or writes a key of this name: in literals, patterns, members and quotes. */
function keysIn(file: SourceFile, name: string): readonly UnresolvedUse[] {
  const { is, call } = file.language.syntax
  if (file.language.calling.namesArgumentsBy !== 'objectKeys') return []
  const found: UnresolvedUse[] = []
  const isKey = (node: SyntaxNode): boolean =>
    is(node, 'property', 'shorthand', 'shorthandPattern', 'fragment') && file.text.slice(node.start, node.end) === name
  visit(file.tree.root, (node) => {
    const callee = call(node)?.callee
    const isImport = is(node, 'import') || (callee !== undefined && is(callee, 'importWord'))
    if (isKey(node)) found.push(unresolvedAt(file, node))
    return !isImport
  })
  return found
}
