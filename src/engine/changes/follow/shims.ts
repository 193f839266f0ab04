import type { ContractChange } from '../../../model/contract-change.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import { lastPart, type Trees, type UnresolvedUse } from '../uses/use-site.ts'

/** Says that what is asked for has another name now. */
const WARNS = /\bwarn\w*\b|deprecat|\b(?:Pending)?DeprecationWarning\b|\bFutureWarning\b/i
/** Called by the language for a name that is not there. */
const ASKED_FOR_NAMES = /^(?:__getattr__|__getattribute__|__dir__|__setattr__|get|has)$/

/**
 * Whether a place that has the old name only serves those who still use it: a condition that warns of the old name, a function that is asked
 * for names that are not there, a table from old names to new ones. Nobody was left behind there.
 */
export function isShim({ file: path, line, text }: UnresolvedUse, change: ContractChange, { after }: Trees): boolean {
  const file = after.file(path)
  const names = namesOf(change)
  if (file === null || names === null) return false
  return isMapped(text, names.old, names.now) || around(file, line).some((node) => serves(file, node, names.old, names.now))
}

function namesOf({ kind, symbol, newSymbol, before, after }: ContractChange): { readonly old: string; readonly now: string } | null {
  if (kind === 'renamed' && newSymbol !== null) return { old: lastPart(symbol), now: lastPart(newSymbol) }
  return kind === 'parameter_renamed' || kind === 'option_renamed' ? { old: before, now: after } : null
}

/** `"old": "new"`, `("old", new)`: whoever asks for the old name gets the new one. */
function isMapped(line: string, old: string, now: string): boolean {
  const [from, to] = [old, now].map((name) => wholeWord(name).source)
  return (
    new RegExp(`["']${from}["']\\s*[:,]\\s*\\(?["']?(?:[\\w.]*[.:])?${to}`).test(line) ||
    new RegExp(`[{,]\\s*${from}\\s*:\\s*["']?(?:[\\w.]*\\.)?${to}`).test(line)
  )
}

/** A condition or a function that has the old name and serves it. */
function serves(file: SourceFile, node: SyntaxNode, old: string, now: string): boolean {
  const { is } = file.language.syntax
  const text = file.text.slice(node.start, node.end)
  if (is(node, 'if')) return WARNS.test(text) && text.length < LONGEST && isAskedFor(text, old)
  if (!is(node, 'function')) return false
  const name = file
    .declarations()
    .find((one) => one.start <= node.start && node.end <= one.end && /^(?:function|method)$/.test(one.kind) && one.node === node)?.name
  return name !== undefined && ASKED_FOR_NAMES.test(name) && (wholeWord(now).test(text) || WARNS.test(text))
}

/** A longer condition holds more than one case. */
const LONGEST = 2000

/** The first part of a condition asks for the name, in quotes, as a key or as a parameter. */
function isAskedFor(text: string, old: string): boolean {
  const [condition = ''] = text.split(/:\s*\n|\)\s*(?:\{|\n)|\)\s+(?=\w)/)
  return wholeWord(old).test(condition)
}

/** The nodes around the first sign of a line, innermost first. */
function around({ tree, text }: SourceFile, line: number): readonly SyntaxNode[] {
  const start = text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0)
  const at = start + (/\S/.exec(text.slice(start))?.index ?? 0)
  const found: SyntaxNode[] = []
  for (let node: SyntaxNode | undefined = tree.root; node !== undefined; ) {
    found.unshift(node)
    node = node.children.find((child) => child.start <= at && at < child.end)
  }
  return found
}
