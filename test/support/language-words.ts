import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { type GrammarName, grammarFiles } from '../../src/engine/languages/grammar-files.ts'
import { languages } from '../../src/engine/languages/index.ts'

const require = createRequire(import.meta.url)
const LANGUAGE_NAMES: ReadonlySet<string> = new Set(Object.keys(languages))
/** Where a grammar's package lists the types of its nodes, by the grammar's name; the package's own folder for all others. */
const FOLDERS: Readonly<Record<string, string>> = { typescript: 'typescript/src', tsx: 'tsx/src' }
/** Reading a node by the names of its grammar's fields. */
const BY_FIELD: ReadonlySet<string> = new Set(['fieldOf', 'fieldsOf', 'childOf'])

/** The types of the named nodes of a grammar, as its package lists them. */
export function nodeTypesOf(grammar: GrammarName): readonly string[] {
  const path = join(dirname(require.resolve(grammarFiles[grammar])), FOLDERS[grammar] ?? 'src', 'node-types.json')
  const all = JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly type: string; readonly named: boolean }[]
  return all.filter(({ named }) => named).map(({ type }) => type)
}

/** Types of nodes that can be nothing else in an engine's source: a word with an underscore in it, of any grammar that is loaded. */
const NODE_TYPES: ReadonlySet<string> = new Set(
  (Object.keys(grammarFiles) as GrammarName[]).flatMap(nodeTypesOf).filter((type) => /^[a-z]+_/.test(type)),
)

type AstNode = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>

/** What a file outside of engine/languages/ decides by a grammar's words or by a language's name: where, and what to do instead. */
export function languageWords(path: string, text: string): readonly string[] {
  const found: string[] = []
  const readsTrees = /\bSyntaxNode\b/.test(text)
  const say = (node: AstNode, what: string): void => {
    found.push(`${path}:${text.slice(0, node.start).split('\n').length} ${what}`)
  }
  walk(parseSync(path, text).program as unknown as AstNode, (node) => {
    for (const word of wordsOf(node)) {
      if (NODE_TYPES.has(word)) say(node, `names the node type ${word}: ask language.syntax (is, call, roleOf, …), or add a fact to it`)
    }
    const compared = comparedWith(node)
    if (compared.some((one) => LANGUAGE_NAMES.has(String(one['value']))))
      say(node, 'compares the name of a language: ask a fact of Language, or add one to engine/languages/facets/')
    if (readsTrees && compared.some((one) => readsMember(one, 'type')))
      say(node, "compares the grammar's type of a node: ask language.syntax.is(node, kind)")
    if (readsTrees && readsMember(node, 'field'))
      say(node, 'reads the field of a node: ask language.syntax for the part, or add a fact to it')
    const imported = node.type === 'ImportSpecifier' ? (node['imported'] as { readonly name?: string }).name : undefined
    if (imported !== undefined && BY_FIELD.has(imported) && /languages\/syntax\.ts'/.test(text))
      say(node, `imports ${imported}: a field has another name in the next grammar; ask language.syntax for the part`)
  })
  return found
}

function walk(node: AstNode, enter: (node: AstNode) => void): void {
  enter(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && typeof child.type === 'string') walk(child as AstNode, enter)
    }
  }
}

/** The words of a string, a template or a pattern. */
function wordsOf(node: AstNode): readonly string[] {
  const value = node['value']
  const written =
    node.type === 'TemplateElement' ? (value as { readonly raw: string }).raw : node.type === 'Literal' ? (node['raw'] ?? '') : ''
  return String(written).match(/[a-z]+(?:_[a-z]+)+/g) ?? []
}

/** What is compared with something: sides of `===`, subject and cases of a switch, what a set or a pattern is asked for. */
function comparedWith(node: AstNode): readonly AstNode[] {
  const parts = (...names: readonly string[]) => names.map((name) => node[name]).filter((part) => part != null) as AstNode[]
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node['operator']))) {
    const sides = parts('left', 'right')
    return sides.some((side) => side['raw'] === 'null') ? [] : sides
  }
  if (node.type === 'SwitchStatement') return parts('discriminant')
  if (node.type === 'SwitchCase') return parts('test')
  const callee = node.type === 'CallExpression' ? (node['callee'] as AstNode) : undefined
  const method = callee?.type === 'MemberExpression' ? (callee['property'] as { readonly name?: string }).name : undefined
  return method !== undefined && /^(?:test|has|includes|startsWith|endsWith)$/.test(method) ? (node['arguments'] as AstNode[]) : []
}

function readsMember(node: AstNode, name: string): boolean {
  return node.type === 'MemberExpression' && (node['property'] as { readonly name?: string }).name === name
}
