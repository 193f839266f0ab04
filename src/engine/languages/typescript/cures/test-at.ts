import type { CuredFile, CuredTest, CureEdit } from '../../facets/cures.ts'
import { childOf, fieldOf, isComment, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptSyntax } from '../syntax.ts'

const { is, call } = scriptSyntax
const OPENS_SUITE = /^[fx]?(?:describe|context|suite)\b/
const OPENS_TEST = /^[fx]?(?:it|test|specify)\b/
/** What both frameworks replace in the title of a table. */
const ROW_VALUES = /%[sdifjoOcp#%$]|\$[\w.#]+/

/** The call that makes a test, by the titles around it and its own. */
export function testAt(file: CuredFile, suite: readonly string[], name: string): CuredTest | null {
  let block: SyntaxNode = file.tree.root
  for (const title of suite) {
    const found = titledCalls(file, block, OPENS_SUITE).find((one) => isTitled(one.title, title))
    if (found?.callable === undefined) return null
    block = found.callable
  }
  const own = titledCalls(file, block, OPENS_TEST).find((one) => isTitled(one.title, name))
  const body = own?.callable === undefined ? undefined : fieldOf(own.callable, 'body')
  if (own?.callable === undefined || body === undefined || !is(body, 'block')) return null
  return { file, node: own.node, callable: own.callable, body }
}

type Titled = { readonly node: SyntaxNode; readonly title: string | null; readonly callable: SyntaxNode | undefined }

/** Calls of a kind that no other one of that kind, nor a suite, is around. */
function titledCalls(file: CuredFile, block: SyntaxNode, opens: RegExp): readonly Titled[] {
  const found: Titled[] = []
  visit(block, (node) => {
    const parts = node === block ? null : call(node)
    const words = parts === null ? '' : textOf(file.tree, parts.callee)
    const isSuite = OPENS_SUITE.test(words)
    if (parts === null || (!isSuite && !OPENS_TEST.test(words))) return true
    const [first, ...others] = parts.arguments
    const callable = others.find((one) => is(one, 'function'))
    if (callable === undefined) return true
    if (opens.test(words)) found.push({ node, title: first === undefined ? null : stringText(file, first), callable })
    return false
  })
  return found
}

function stringText(file: CuredFile, node: SyntaxNode): string | null {
  if (is(node, 'string')) return textOf(file.tree, { start: node.start + 1, end: node.end - 1 }).replace(/\\(['"`\\])/g, '$1')
  const isPlain = is(node, 'template') && childOf(node, 'template_substitution') === undefined
  return isPlain ? textOf(file.tree, { start: node.start + 1, end: node.end - 1 }) : null
}

function isTitled(written: string | null, title: string): boolean {
  if (written === null || written === title) return written === title
  const parts = written.split(ROW_VALUES)
  if (parts.length === 1) return false
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('.*')
  return new RegExp(`^${pattern}$`).test(title)
}

/** Statements of a block, comments left out. */
export function codeIn(block: SyntaxNode): readonly SyntaxNode[] {
  return block.children.filter((node) => node.named && !isComment(node))
}

/** What stands before the code of a line. */
export function indentAt({ text }: CuredFile, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? ''
}

/** Lines that run before everything else in a test. */
export function atFirst({ file, body }: CuredTest, lines: readonly string[]): readonly CureEdit[] {
  const [first] = codeIn(body)
  if (first === undefined || lines.length === 0) return []
  const indent = indentAt(file, first.start)
  return [{ file: file.path, start: first.start, end: first.start, replacement: lines.map((line) => `${line}\n${indent}`).join('') }]
}

/** The word `async` for a function that does not wait yet. */
export function asyncEdits({ file, callable }: CuredTest): readonly CureEdit[] {
  return scriptSyntax.isAsync(callable) ? [] : [{ file: file.path, start: callable.start, end: callable.start, replacement: 'async ' }]
}

/** Whether statements of the file end with a semicolon. */
export function ending({ text }: CuredFile): string {
  const lines = text.split('\n')
  const ended = lines.filter((line) => /;\s*$/.test(line)).length
  return ended * 4 > lines.length ? ';' : ''
}

/** The quotes that the file mostly uses. */
export function quoteOf({ text }: CuredFile): string {
  return (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'"
}
