import type { CuredFile, CuredTest, CureEdit, CureFound, CureInput, DeclaredSymbol } from '../../facets/cures.ts'
import { putsBack, saysSo } from '../../lasting-names.ts'
import type { Declaration, Import } from '../../source-names.ts'
import { textOf, visit } from '../../syntax.ts'
import { scriptSyntax } from '../syntax.ts'
import { named } from './file-lines.ts'
import { contents, type Restoring } from './restore.ts'
import { changedNames, containerOf } from './script-state.ts'
import { comesFromOutside, scriptExpression } from './script-writes.ts'

const { is, call, member } = scriptSyntax

/** A function of the product that a test calls; `object` is what it is a method of, as the test names it. */
export type Called = { readonly symbol: DeclaredSymbol; readonly object: string | null }

export type Reset = Restoring & { readonly kind: 'reset'; readonly imports: readonly CureEdit[] }

/** Functions of the product that a test calls, and methods of what it has from outside, each once. */
export function calledBy(input: CureInput, { file, body }: CuredTest): readonly Called[] {
  const found = new Map<string, Called>()
  visit(body, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    const expression = parts === null ? null : scriptExpression(file, parts.callee)
    const symbol = expression === null ? null : input.declared(file, expression)
    const object = parts === null ? null : (member(parts.callee)?.object ?? null)
    const isShared = object === null || comesFromOutside(file, object)
    if (symbol !== null && !symbol.isTest && isShared && /^(?:function|method|variable)$/.test(symbol.declaration.kind))
      found.set(`${symbol.file.path} ${symbol.name}`, { symbol, object: object === null ? null : textOf(file.tree, object) })
    return true
  })
  return [...found.values()]
}

/** What puts back the state that a call of the product changes; `null` where it changes none, or is itself what puts it back. */
export function resetOf(input: CureInput, { file }: CuredTest, called: Called): Reset | CureFound | null {
  const { symbol, object } = called
  const [state] = changedNames(input, symbol)
  if (state === undefined || (state === 'this' && object === null) || putsBack(symbol.name)) return null
  if (!saysSo(symbol.name)) return { kind: 'product_state', what: state, by: symbol.name }
  const source = file.imports().find(({ local }) => local !== null && new RegExp(`^${local}\\b`).test(object ?? symbol.name))
  const way = { input, file, called, state, source }
  return (
    ownReset(way) ??
    getterAndSetter(way) ??
    publicState(way) ?? { kind: 'refused', why: 'no-way-back', what: state === 'this' ? (object ?? '') : state }
  )
}

type Way = {
  readonly input: CureInput
  readonly file: CuredFile
  readonly called: Called
  readonly state: string
  readonly source: Import | undefined
}

/** Functions beside the one that is called: of its class, or of its module. */
function siblings({ symbol }: Called): readonly Declaration[] {
  const owner = symbol.name.includes('.') ? symbol.name.replace(/\.[^.]*$/, '') : null
  const all = symbol.file.declarations().filter(({ container }) => container === owner)
  return owner === null ? all.filter(({ kind, exported }) => kind === 'function' && exported) : all
}

function bring({ file, called, source }: Way, name: string): readonly CureEdit[] {
  return called.object !== null || source === undefined ? [] : named(file, source.specifier, [name])
}

function ownReset(way: Way): Reset | null {
  const { input, called, state } = way
  const { symbol, object } = called
  const touches = (one: Declaration) => changedNames(input, { ...symbol, name: one.qualifiedName, declaration: one }).includes(state)
  const reset = siblings(called).find((one) => putsBack(one.name) && one.parameters.length === 0 && touches(one))
  if (reset === undefined) return null
  return { kind: 'reset', remember: [], after: [`${object === null ? '' : `${object}.`}${reset.name}()`], imports: bring(way, reset.name) }
}

/** The setter with what the getter gave when the file was loaded. */
function getterAndSetter(way: Way): Reset | null {
  const { symbol, object } = way.called
  const own = symbol.name.replace(/^.*\./, '')
  const subject = /^set([A-Z]\w*)$/.exec(own)?.[1]
  if (subject === undefined) return null
  const lower = `${subject.charAt(0).toLowerCase()}${subject.slice(1)}`
  const pattern = new RegExp(`^(?:get|current)${subject}$|^${lower}$`)
  const getter = siblings(way.called).find(({ name, parameters }) => parameters.length === 0 && pattern.test(name))
  if (getter === undefined) return null
  const prefix = object === null ? '' : `${object}.`
  const kept = `${lower}Before`
  return {
    kind: 'reset',
    remember: [`const ${kept} = ${prefix}${getter.name}()`],
    after: [`${prefix}${own}(${kept})`],
    imports: bring(way, getter.name),
  }
}

/** The collection itself, where the module exports it. */
function publicState({ file, called: { symbol }, state, source }: Way): Reset | null {
  const container = containerOf(symbol.file, state)
  const isPublic = symbol.file.declarations().some(({ qualifiedName, exported }) => qualifiedName === state && exported)
  if (container === null || !isPublic || source === undefined) return null
  return { kind: 'reset', ...contents(file, state, container), imports: named(file, source.specifier, [state]) }
}
