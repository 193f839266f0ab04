import type { CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { wholeWord } from '../../whole-word.ts'
import { scriptSyntax } from '../syntax.ts'
import { fromFramework, stepOf } from './file-lines.ts'
import { codeIn, ending, indentAt } from './test-at.ts'

const { is, call } = scriptSyntax
const MADE = /^(?:new [\w.]+\(|\[|\{|[\w.]+\()/

/** Makes what both tests take from their file or suite anew for each test. */
export function freshObject({ test, other, framework }: CureInput): CureFound {
  if (other === null || test.file.path !== other.file.path) return { kind: 'none' }
  const { file } = test
  const hooks = hooksAround(test, other)
  if (hooks.length > 0) {
    const edits = hooks.map((node): CureEdit => ({ file: file.path, start: node.start, end: node.end, replacement: 'beforeEach' }))
    return { kind: 'edits', why: 'the set-up runs for each test', ways: [[...fromFramework(file, framework, ['beforeEach']), ...edits]] }
  }
  const shared = sharedObjects(test, other)
  if (shared.length === 0) return { kind: 'none' }
  const end = ending(file)
  const edits = shared.flatMap(({ statement, name, value }): readonly CureEdit[] => {
    const indent = indentAt(file, statement.start)
    const hook = `\n\n${indent}beforeEach(() => {\n${indent}${stepOf(file)}${name} = ${value}${end}\n${indent}})${end}`
    return [
      { file: file.path, start: statement.start, end: statement.start + 'const'.length, replacement: 'let' },
      { file: file.path, start: statement.end, end: statement.end, replacement: hook },
    ]
  })
  return {
    kind: 'edits',
    why: `each test gets ${shared.map(({ name }) => name).join(', ')} anew`,
    ways: [[...fromFramework(file, framework, ['beforeEach']), ...edits]],
  }
}

/** The word of each `beforeAll` that gives a name of the file, which both tests use, its value. */
function hooksAround(test: CuredTest, other: CuredTest): readonly SyntaxNode[] {
  const { file } = test
  const found: SyntaxNode[] = []
  visit(file.tree.root, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    if (parts === null || textOf(file.tree, parts.callee) !== 'beforeAll') return true
    const names = [...textOf(file.tree, node).matchAll(/^\s*(\w+)\s*=[^=]/gm)].map(([, name = '']) => name)
    if (names.some((name) => uses(test, name) && uses(other, name))) found.push(parts.callee)
    return false
  })
  return found
}

type Shared = { readonly statement: SyntaxNode; readonly name: string; readonly value: string }

/** `const name = …` on one line, beside or around both tests, which makes something. */
function sharedObjects(test: CuredTest, other: CuredTest): readonly Shared[] {
  const { file } = test
  const found: Shared[] = []
  const [start, end] = [Math.min(test.node.start, other.node.start), Math.max(test.node.end, other.node.end)]
  visit(file.tree.root, (block) => {
    const isAround = block.start <= start && end <= block.end
    if (isAround && (block === file.tree.root || is(block, 'block')))
      found.push(...codeIn(block).flatMap((statement) => madeBy(file, statement) ?? []))
    return isAround
  })
  return found.filter(({ name }) => uses(test, name) && uses(other, name))
}

function madeBy(file: CuredTest['file'], statement: SyntaxNode): Shared | null {
  const declarator = namedChildren(statement).find((one) => is(one, 'variable'))
  const [name, value] = declarator === undefined ? [] : [fieldOf(declarator, 'name'), fieldOf(declarator, 'value')]
  if (name === undefined || value === undefined || !textOf(file.tree, statement).startsWith('const ')) return null
  const [label, text] = [textOf(file.tree, name), textOf(file.tree, value)]
  const isMade = MADE.test(text) && !text.includes('\n') && !/^(?:require|import)\(|\b(?:vi|jest)\.\w+\(/.test(text)
  return isMade && /^\w+$/.test(label) ? { statement, name: label, value: text } : null
}

function uses({ file, body }: CuredTest, name: string): boolean {
  return wholeWord(name).test(textOf(file.tree, body))
}
