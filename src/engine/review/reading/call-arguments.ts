import type { ContractChange } from '../../../model/contract-change.ts'
import { languages } from '../../languages/index.ts'
import type { SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import type { ForeignEdit } from '../foreign-edit.ts'
import { callableNames, calleeName, changedCallables } from './callables.ts'

type Argument = { readonly keyword: string | null; readonly value: string }
type Call = { readonly callee: string; readonly line: number; readonly arguments: readonly Argument[] }

/**
 * Calls of callables whose parameters changed hold the same values before and after: an argument may move, gain or lose its keyword,
 * follow a renamed keyword, or go when its parameter was removed. A new value is never declared by a signature.
 */
export function argumentsAgree(before: SyntaxTree, after: SyntaxTree, changes: readonly ContractChange[]): ForeignEdit | null {
  const names = changedCallables(changes)
  if (names.size === 0) return null
  const [old, now] = [callsOf(before, names, changes), callsOf(after, names, [])]
  if (old.length !== now.length) return { line: old[0]?.line ?? 1, reason: 'a call of a changed function was added or removed' }
  for (const [index, call] of old.entries()) {
    const other = now[index]
    if (other && !agree(call, other, changes))
      return { line: call.line, reason: `the arguments of ${call.callee} changed in a way that its signature does not declare` }
  }
  return null
}

function agree(old: Call, now: Call, changes: readonly ContractChange[]): boolean {
  const left = [...now.arguments]
  const mine = changes.filter((change) => callableNames(change.symbol).includes(old.callee))
  const keywords = new Set(mine.flatMap(({ newParameters }) => newParameters.map(({ name }) => name)))
  for (const argument of old.arguments) {
    const at = left.findIndex(
      ({ value, keyword }) => value === argument.value && (keyword === null || keyword === argument.keyword || keywords.has(keyword)),
    )
    if (at >= 0) left.splice(at, 1)
    else if (!mine.some(({ kind }) => kind === 'parameter_removed') || !isPlain(argument.value)) return false
  }
  return left.length === 0
}

const TEXTS = /(?<!\w)(['"])[^'"\\]*\1/g
const RUNS = /[\w\])]\s*\(|\b(?:await|delete|for|lambda|new|yield)\b/

/** Dropping it drops no effect: a name, a number, a string, or literals of these. */
function isPlain(value: string): boolean {
  const bare = value.replace(TEXTS, '0')
  return /^[\w\s.,:()[\]{}-]+$/.test(bare) && !RUNS.test(bare)
}

function callsOf(tree: SyntaxTree, names: ReadonlySet<string>, changes: readonly ContractChange[]): readonly Call[] {
  const { syntax } = languages[tree.language]
  const calls: Call[] = []
  const visit = (node: SyntaxNode): void => {
    const callee = calleeName(node, tree)
    const parts = syntax.call(node)
    if (callee !== null && names.has(callee) && parts?.list)
      calls.push({
        callee,
        line: node.line,
        arguments: parts.arguments.map((child) => argumentOf(child, tree, optionsOf(callee, changes))),
      })
    node.children.forEach(visit)
  }
  visit(tree.root)
  return calls
}

/** New keys of options that a callable takes, by the old ones. */
function optionsOf(callee: string, changes: readonly ContractChange[]): ReadonlyMap<string, string> {
  const mine = changes.filter(({ kind, symbol }) => kind === 'option_renamed' && callableNames(symbol).includes(callee))
  return new Map(mine.map(({ before, after }) => [before, after]))
}

function argumentOf(node: SyntaxNode, tree: SyntaxTree, options: ReadonlyMap<string, string>): Argument {
  const { syntax } = languages[tree.language]
  const slice = ({ start, end }: SyntaxNode) => tree.text.slice(start, end)
  const keyword = syntax.keyword(node)
  if (syntax.is(node, 'object')) return { keyword: null, value: objectText(node, tree, options) }
  if (keyword === null) return { keyword: null, value: slice(node) }
  const { name, value } = keyword
  return { keyword: name ? slice(name) : null, value: value ? slice(value) : '' }
}

/** An object literal with its keys renamed and its values unchanged. */
function objectText(node: SyntaxNode, { text, language }: SyntaxTree, options: ReadonlyMap<string, string>): string {
  let written = ''
  let at = node.start
  for (const item of node.children) {
    const key = languages[language].syntax.itemKey(item)
    const bare = key === null || key.item === 'method' ? undefined : key.name
    const name = bare === undefined ? undefined : options.get(text.slice(bare.start, bare.end))
    if (bare === undefined || name === undefined) continue
    written += `${text.slice(at, bare.start)}${bare === item ? `${name}: ${text.slice(bare.start, bare.end)}` : name}`
    at = bare.end
  }
  return written + text.slice(at, node.end)
}
