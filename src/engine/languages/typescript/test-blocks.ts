import type { SyntaxNode, SyntaxTree, TestBlock, Title } from '../language.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'

/** Where a walk is: the titles around it, and the statements and calls that it went through. */
type Place = { readonly titles: readonly Title[]; readonly around: string }
type TitledCall = { readonly title: Title; readonly callee: string; readonly body: readonly SyntaxNode[] }

/** A call that may open a test, or a group of them; `callee` is what is called. */
export type ScriptTest = Pick<TestBlock, 'titles'> & { readonly node: SyntaxNode; readonly callee: SyntaxNode }

/** Words with which Jest, Vitest and Mocha open a test or a group of tests: their title need not be a string. */
const OPENS = /^[fx]?(?:describe|context|suite|it|test|specify)$/
const FUNCTION = /^(?:arrow_function|function_expression|generator_function)$/
/** Members whose call gives the rows of a table. */
const TABLE = /\.(?:each|for)$/
/** What both frameworks replace in the title of a table: `%s`, `$name`, `$a.b`. */
const ROW_VALUES = /%[sdifjoOcp#%$]|\$[\w.#]+/

/** Every call with a title and a function, and every call of a word that opens a test. */
export function scriptTestBlocks(tree: SyntaxTree): readonly TestBlock[] {
  return blocksIn(tree, tree.root, { titles: [], around: '' }).map(({ titles, text }) => ({ titles, text }))
}

/** The same calls as nodes. */
export function scriptTests(tree: SyntaxTree): readonly ScriptTest[] {
  return blocksIn(tree, tree.root, { titles: [], around: '' })
}

function blocksIn(tree: SyntaxTree, node: SyntaxNode, place: Place): readonly (TestBlock & ScriptTest)[] {
  const call = node.type === 'call_expression' ? titledCall(tree, node) : null
  if (call === null) {
    const around = `${place.around}${headerOf(tree, node)}\n`
    return node.children.flatMap((child) => blocksIn(tree, child, { ...place, around }))
  }
  const titles = [...place.titles, call.title]
  const inner = { titles, around: `${place.around}${call.callee}\n` }
  const own = { titles, text: place.around + textOf(tree, node), node, callee: fieldOf(node, 'function') ?? node }
  return [own, ...call.body.flatMap((child) => blocksIn(tree, child, inner))]
}

/** A statement up to its body: its condition, or what it loops over; of everything else the kind alone. */
function headerOf(tree: SyntaxTree, node: SyntaxNode): string {
  const body = node.type.endsWith('_statement') ? (fieldOf(node, 'consequence') ?? fieldOf(node, 'body')) : undefined
  return body === undefined ? node.type : tree.text.slice(node.start, body.start).trim()
}

function titledCall(tree: SyntaxTree, node: SyntaxNode): TitledCall | null {
  const [callee, list] = [fieldOf(node, 'function'), fieldOf(node, 'arguments')]
  if (callee === undefined || list?.type !== 'arguments') return null
  const [first, ...body] = namedChildren(list)
  if (first === undefined) return null
  const words = wordsOf(tree, callee)
  const isOpening = OPENS.test(words.split('.')[0] ?? '')
  const parts = partsOf(tree, first)
  if (!isOpening && (parts === null || !body.some(({ type }) => FUNCTION.test(type)))) return null
  const title = parts ?? ['', '']
  const isTable = callee.type === 'call_expression' && TABLE.test(words)
  return { title: isTable ? title.flatMap((part) => part.split(ROW_VALUES)) : title, callee: words, body }
}

/** `describe.skip.each(…)` → `describe.skip.each`. */
function wordsOf(tree: SyntaxTree, callee: SyntaxNode): string {
  if (callee.type === 'call_expression') return wordsOf(tree, fieldOf(callee, 'function') ?? callee.children[0] ?? callee)
  const [object, property] = [fieldOf(callee, 'object'), fieldOf(callee, 'property')]
  if (callee.type !== 'member_expression' || object === undefined || property === undefined) return textOf(tree, callee)
  return `${wordsOf(tree, object)}.${textOf(tree, property)}`
}

/** The literal parts of a title; `null` if it is not a string. */
function partsOf(tree: SyntaxTree, node: SyntaxNode): Title | null {
  if (node.type === 'string' || node.type === 'template_string') {
    const parts = ['']
    for (const child of namedChildren(node)) {
      if (child.type === 'template_substitution') parts.push('')
      else parts.push(`${parts.pop() ?? ''}${child.type === 'escape_sequence' ? unescaped(textOf(tree, child)) : textOf(tree, child)}`)
    }
    return parts
  }
  if (node.type !== 'binary_expression' || node.children.every(({ type }) => type !== '+')) return null
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')].map((side) => (side === undefined ? null : partsOf(tree, side)))
  if (!left && !right) return null
  const [before, after] = [left ?? ['', ''], right ?? ['', '']]
  return [...before.slice(0, -1), `${before.at(-1)}${after[0]}`, ...after.slice(1)]
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' }

/** The character of an escape: `\n`, `\x41`, `\u0041`, `\u{41}`. */
function unescaped(sequence: string): string {
  const code = /^\\(?:x|u\{?)([0-9a-fA-F]+)\}?$/.exec(sequence)?.[1]
  if (code === undefined) return ESCAPES[sequence.slice(1)] ?? sequence.slice(1)
  const point = Number.parseInt(code, 16)
  return point > 0x10ffff ? '' : String.fromCodePoint(point)
}
