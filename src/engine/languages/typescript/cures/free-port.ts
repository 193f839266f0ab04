import type { CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptSyntax } from '../syntax.ts'

const { is, call, member } = scriptSyntax
const PORT = /^(?:[1-9]\d{3}|[1-5]\d{4}|6[0-5]\d{3})$/

/** Listens on port 0, and asks the server where a text or a call names the port. */
export function freePort({ test }: CureInput): CureFound {
  const { file } = test
  const { root } = file.tree
  const listens: { readonly given: SyntaxNode; readonly server: string }[] = []
  visit(root, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    const method = parts === null ? null : member(parts.callee)
    const [given] = parts?.arguments ?? []
    if (method === null || given === undefined || textOf(file.tree, method.name) !== 'listen') return true
    listens.push({ given, server: heldIn(file.text, node) ?? textOf(file.tree, method.object) })
    return true
  })
  const [only, ...others] = listens
  if (only === undefined || others.length > 0 || !/^[\w$.]+$/.test(only.server)) return { kind: 'none' }
  const written = textOf(file.tree, only.given)
  const port = PORT.test(written) ? written : constantPort(file.text, written)
  if (port === null) return { kind: 'none' }
  const isTyped = /\.[cm]?tsx?$/.test(file.path)
  const address = isTyped ? `(${only.server}.address() as { port: number }).port` : `${only.server}.address().port`
  const edits: CureEdit[] = [{ file: file.path, start: only.given.start, end: only.given.end, replacement: '0' }]
  const edit = ({ start, end }: SyntaxNode, replacement: string) => edits.push({ file: file.path, start, end, replacement })
  visit(root, (node) => {
    if (node.start === only.given.start) return false
    const text = textOf(file.tree, node)
    if (is(node, 'string') && text.includes(`:${port}`)) edit(node, `\`${text.slice(1, -1).replace(`:${port}`, `:\${${address}}`)}\``)
    if (is(node, 'name') && text === written && node.field !== 'name') edit(node, address)
    if (is(node, 'number') && text === port && PORT.test(written)) edit(node, address)
    return !is(node, 'string')
  })
  return { kind: 'edits', why: 'the server listens on a port that is free', ways: [edits] }
}

/** `server = app.listen(…)`: the name that holds it. */
function heldIn(text: string, node: SyntaxNode): string | null {
  return /\b([\w$]+)\s*=\s*(?:await\s+)?$/.exec(text.slice(Math.max(0, node.start - 80), node.start))?.[1] ?? null
}

function constantPort(text: string, name: string): string | null {
  if (!/^[\w$]+$/.test(name)) return null
  const found = new RegExp(`\\bconst ${name.replace(/\$/g, '\\$')}\\s*=\\s*(\\d+)`).exec(text)?.[1]
  return found !== undefined && PORT.test(found) ? found : null
}
