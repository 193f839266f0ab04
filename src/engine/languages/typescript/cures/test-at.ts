import type { CuredFile, CuredTest } from '../../facets/cures.ts'
import { childOf, fieldOf, textOf, visit } from '../../syntax.ts'
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
