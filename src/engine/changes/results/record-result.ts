import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { Declaration, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf } from '../../languages/syntax.ts'
import { returnedNodes } from '../compare/result-changes.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { bindArguments } from '../uses/bind-arguments.ts'
import { changedSymbol, type Trees } from '../uses/use-site.ts'

/** Several values that came back by their places, and come back by names now. */
export type RecordResult = {
  readonly change: ContractChange
  /** The function, as the base knows it. */
  readonly target: SymbolRef
  /** The names by the places of the old values. */
  readonly fields: readonly string[]
  /** Read as members of an object, or under the keys of a map. */
  readonly access: 'member' | 'key'
  /** The class of the record; `null` for a bare object. `isEqualByValue`: two that hold the same are equal, and the places are those of its parameters. */
  readonly record: { readonly home: SymbolRef; readonly isEqualByValue: boolean } | null
}

/** One value that is given back, under its name; `place`: where its class or object declares it. */
type Named = { readonly name: string; readonly text: string; readonly place: number }

/**
 * How a result of several values became a record, where each value is written as before, word for word, and every `return` agrees on its
 * name. `null` where values changed with the shape, or where names and values may be exchanged.
 */
export function recordResult(change: ContractChange, { before, after }: Pick<Trees, 'before' | 'after'>): RecordResult | null {
  const target = change.kind === 'result_changed' && /^\d+ values$/.test(change.before) ? changedSymbol(change, before) : null
  const [old, now] = [target === null ? null : before.file(target.file), after.file(change.file)]
  const was = old?.declared().get(target?.name ?? '')?.[0]
  const is = now?.declarations().find((one) => one.line === change.line && one.name === change.newSymbol)
  if (target === null || old === null || now === null || was === undefined || is === undefined) return null
  const [gone, come] = [returnedNodes(old, was), returnedNodes(now, is)]
  const fields = gone.map((node, index) => {
    const other = come[index]
    return other === undefined || gone.length !== come.length ? null : fieldsOf(textsIn(old, node), namedIn(now, other, after) ?? [])
  })
  const [first] = fields
  if (!first || fields.some((one) => one?.join() !== first.join())) return null
  const [made] = come
  const home = made === undefined ? null : classOf(now, made, after)
  const access = made === undefined ? null : accessTo(now, made, after)
  if (access === null) return null
  const record = home === null ? null : { home: home.ref, isEqualByValue: home.isEqualByValue && home.parameters.join() === first.join() }
  return { change, target, fields: first, access, record }
}

/** How fields of an expression are read; `null` where it makes no object whose fields are known. */
export function accessTo(file: SourceFile, node: SyntaxNode, after: Trees['after']): RecordResult['access'] | null {
  if (classOf(file, node, after) !== null) return 'member'
  if (!file.language.syntax.is(node, 'object')) return null
  return file.language.missingNames.readAs === 'error' ? 'key' : 'member'
}

/** The name of each old value; `null` where that is not clear, or where a value has the name of another one. */
function fieldsOf(olds: readonly string[], named: readonly Named[]): readonly string[] | null {
  const isInPlace = olds.every((text, index) => named[index]?.text === text)
  const found = olds.map((text, index) => {
    if (isInPlace) return named[index]
    const alike = named.filter((one) => one.text === text)
    return alike.length === 1 && olds.filter((one) => one === text).length === 1 ? alike[0] : undefined
  })
  const fields = found.filter((one) => one !== undefined)
  if (olds.length < 2 || fields.length !== olds.length) return null
  const names = fields.map(({ name }) => name)
  const isOrdered = fields.every(({ place }, index) => index === 0 || place > (fields[index - 1]?.place ?? -1))
  const own = olds.map(ownName)
  const isCrossed = own.some((name, index) => name !== null && name !== names[index] && names.includes(name))
  const isNamed = own.every((name, index) => name === names[index])
  return isCrossed || !(isOrdered || isNamed) ? null : names
}

/** What a value calls itself: a variable, a member, a key. */
function ownName(text: string): string | null {
  return (
    /^[\w$.]*?([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(text)?.[1] ?? /\[\s*["']([\p{L}_]\w*)["']\s*\](?:\.\w+\(\))?$/u.exec(text)?.[1] ?? null
  )
}

export function textsIn(file: SourceFile, node: SyntaxNode): readonly string[] {
  return namedChildren(node).map((item) => textOf(file.tree, item))
}

export function namedIn(file: SourceFile, node: SyntaxNode, after: Trees['after']): readonly Named[] | null {
  const { syntax } = file.language
  if (syntax.is(node, 'object')) {
    return namedChildren(node).flatMap((item, place) => {
      const name = syntax.itemKey(item)?.name
      const value = syntax.pair(item)?.value ?? item
      return name === undefined ? [] : [{ name: textOf(file.tree, name), text: textOf(file.tree, value), place }]
    })
  }
  const made = classOf(file, node, after)
  const call = file.bindings().calls.find(({ start, end }) => start === node.start && end === node.end)
  const bound = made === null || call === undefined ? null : bindArguments(call.arguments, made.list)
  if (made === null || bound === null) return null
  return [...bound].map(([{ value }, { name }]) => {
    return { name, text: file.text.slice(value.start, value.end), place: made.parameters.indexOf(name) }
  })
}

/** The class whose object an expression makes, if its parameters are its members too. */
function classOf(file: SourceFile, node: SyntaxNode, after: Trees['after']) {
  const call = file.bindings().calls.find(({ start, end }) => start === node.start && end === node.end)
  const found = call === undefined ? null : resolveExpression(after, file, call.callee)
  const home = found?.kind === 'symbol' ? after.file(found.file) : null
  const declaration = found?.kind === 'symbol' ? home?.declared().get(found.name)?.[0] : undefined
  if (found?.kind !== 'symbol' || home === null || declaration?.kind !== 'class') return null
  // a tuple with names is still a tuple
  if (declaration.bases.some((base) => /\bNamedTuple$|\bnamedtuple\(/.test(base))) return null
  const list = constructorOf(home, declaration)
  const members = home.bindings().members.get(declaration.qualifiedName)
  const isMember = (name: string): boolean => home.declared().has(`${declaration.qualifiedName}.${name}`) || members?.has(name) === true
  if (list.length === 0 || !list.every(({ name }) => isMember(name))) return null
  const isEqualByValue = declaration.decorators.some(
    (one) => /\b(?:dataclass|define|frozen|attrs?|s)\b/.test(one) && !/\beq\s*=\s*False/.test(one),
  )
  return { ref: found, list, parameters: list.map(({ name }) => name), isEqualByValue }
}

function constructorOf(home: SourceFile, { qualifiedName, parameters }: Declaration): Declaration['parameters'] {
  if (parameters.length > 0) return parameters
  const own = home.declarations().find(({ container, name }) => container === qualifiedName && isConstructorName(name))
  return own?.parameters ?? []
}
