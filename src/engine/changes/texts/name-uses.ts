import type { Language, Range, SyntaxNode } from '../../languages/language.ts'
import { isComment, namedChildren } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'

/**
 * How a text stands where it names something: in quotes, as the key of an object, as the name after a dot, in a pattern that takes an object
 * apart, as a keyword (of `dict(…)` it is a key, else
 * perhaps a parameter), as a variable of the environment, or as an option of a command line (which may be a part of a string).
 */
type Form = 'string' | 'key' | 'shorthand' | 'member' | 'pattern' | 'keyword' | 'variable' | 'flag'

/** One place where a file names something by a text that is no declaration: a key, an option, an event. */
export type NameUse = Range & {
  readonly text: string
  readonly form: Form
  /** `writes`: it gives something this name; `reads`: it asks for what has it; `other`: that can't be told. */
  readonly role: 'writes' | 'reads' | 'other'
  /** The token that holds it: a string with its quotes; and the leaf, a string without them. */
  readonly token: SyntaxNode
  readonly leaf: Range
  /** What holds the token, innermost first. */
  readonly around: readonly SyntaxNode[]
}

/** Calls that are given the name of something that they look up, and calls that are given the name of something which they make. */
const LOOKS_UP =
  /^(?:get|pop|has|delete|remove|getenv|getItem|removeItem|on|once|off|addListener|removeListener|addEventListener|removeEventListener|subscribe|getattr|hasattr|includes|hasOwnProperty|hasOwn|getOptionValue|get_option)$/
const MAKES =
  /^(?:add_argument|add_option|addOption|addArgument|option|Option|requiredOption|setdefault|set|setItem|setattr|emit|dispatch|dispatchEvent|publish|trigger|send)$/
/** An option of a command line within a longer text: `-o, --old <value>`. */
const FLAG = /(?<![\w-])--[a-z][\w-]*/gi

/** Every place of a file that names something by a text, in order. Docstrings, comments and names of modules are none. */
export function nameUses(file: SourceFile): readonly NameUse[] {
  const found: NameUse[] = []
  collect(file, file.tree.root, [], found)
  return found
}

function collect(file: SourceFile, node: SyntaxNode, around: readonly SyntaxNode[], found: NameUse[]): void {
  const { syntax } = file.language
  if (isComment(node) || syntax.isDocstring(node) || syntax.importsModule(node)) return
  if (syntax.is(node, 'string')) found.push(...inString(file, node, around))
  if (syntax.is(node, 'identifier')) found.push(...asName(file, node, around))
  const holders = [node, ...around]
  for (const child of node.children) collect(file, child, holders, found)
}

/** A text without escapes or values in it: its whole, and each option of a command line that it names. */
function inString(file: SourceFile, node: SyntaxNode, around: readonly SyntaxNode[]): readonly NameUse[] {
  const { syntax } = file.language
  const inside = node.children.filter((child) => syntax.is(child, 'fragment'))
  const [only, ...others] = inside
  if (only === undefined || others.length > 0 || node.children.some((child) => syntax.is(child, 'hole'))) return []
  const text = file.text.slice(only.start, only.end)
  const role = roleOfString(file, node, around)
  const flags = [...text.matchAll(FLAG)].map(({ 0: flag, index }): NameUse => {
    const start = only.start + index
    return { text: flag, form: 'flag', role, token: node, leaf: only, around, start, end: start + flag.length }
  })
  return flags.length > 0 ? flags : [{ text, form: 'string', role, token: node, leaf: only, around, start: only.start, end: only.end }]
}

function roleOfString({ text, language }: SourceFile, node: SyntaxNode, [holder, outer, ...more]: readonly SyntaxNode[]): NameUse['role'] {
  const { is, pair } = language.syntax
  if (holder === undefined) return 'other'
  if (pair(holder)?.key === node) return 'writes'
  if (is(holder, 'subscript') && namedChildren(holder)[0] !== node) return isTarget(language, holder, outer) ? 'writes' : 'reads'
  if (is(holder, 'comparison', 'case')) return 'reads'
  const list = is(holder, 'arguments') ? outer : is(holder, 'list') && outer !== undefined && is(outer, 'arguments') ? more[0] : undefined
  const callee = list === undefined ? undefined : language.syntax.call(list)?.callee
  const name = callee === undefined ? undefined : language.syntax.calleeName(callee)
  const called = name === undefined || name === null ? '' : text.slice(name.start, name.end)
  return MAKES.test(called) ? 'writes' : LOOKS_UP.test(called) ? 'reads' : 'other'
}

function asName(file: SourceFile, node: SyntaxNode, around: readonly SyntaxNode[]): readonly NameUse[] {
  const { text, language } = file
  const { is, roleOf } = language.syntax
  const [holder, outer] = around
  if (holder === undefined) return []
  const use = (form: Form, role: NameUse['role']): readonly NameUse[] => [
    { text: text.slice(node.start, node.end), form, role, token: node, leaf: node, around, start: node.start, end: node.end },
  ]
  switch (roleOf(node, holder)) {
    case 'literalKey':
      return use(is(node, 'shorthand') ? 'shorthand' : 'key', 'writes')
    case 'patternKey':
      return use('pattern', 'reads')
    case 'keyword':
      return use('keyword', isDict(file, around) ? 'writes' : 'other')
    case 'member': {
      if (language.calling.namesArgumentsBy === 'keywords') return []
      const object = language.syntax.member(holder)?.object
      const isVariable = object !== undefined && /\.env$/.test(text.slice(object.start, object.end))
      return use(isVariable ? 'variable' : 'member', isTarget(language, holder, outer) ? 'writes' : 'reads')
    }
    default:
      return []
  }
}

/** `dict(name=value)`, which is an object literal in other words. */
function isDict({ text, language }: SourceFile, around: readonly SyntaxNode[]): boolean {
  const callee = around[2] === undefined ? undefined : language.syntax.call(around[2])?.callee
  return callee !== undefined && text.slice(callee.start, callee.end) === 'dict'
}

function isTarget({ syntax }: Language, node: SyntaxNode, holder: SyntaxNode | undefined): boolean {
  return holder !== undefined && syntax.is(holder, 'variable', 'reassignment') && syntax.targetOf(holder) === node
}
