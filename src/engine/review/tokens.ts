import type { ContractChange } from '../../model/contract-change.ts'
import type { SyntaxNode, SyntaxTree } from '../languages/language.ts'
import { calleeName, changedCallables } from './callables.ts'

export type Token = {
  readonly text: string
  readonly line: number
  /** How many blocks enclose it: in Python a changed indentation alone changes what a statement means. */
  readonly depth: number
  readonly role: 'import' | 'string' | 'comment' | 'changed_arguments' | 'code'
  /** A string that names what a call replaces by a mock. */
  readonly patchTarget: boolean
}

const IMPORTS: ReadonlySet<string> = new Set(['import_statement', 'import_from_statement', 'export_statement'])
const CALLS: ReadonlySet<string> = new Set(['call', 'call_expression', 'new_expression'])
const BLOCKS: ReadonlySet<string> = new Set(['block', 'statement_block'])
const STRINGS: ReadonlySet<string> = new Set(['string_content', 'string_fragment'])

/** Callables whose string arguments name what they replace (unittest.mock, pytest's monkeypatch, pytest-mock, Jest, Vitest). */
const PATCHERS: ReadonlySet<string> = new Set([
  'patch',
  'object',
  'multiple',
  'setattr',
  'delattr',
  'spy',
  'stub',
  'mock',
  'unmock',
  'doMock',
  'dontMock',
  'doUnmock',
  'spyOn',
  'requireActual',
  'importActual',
  'requireMock',
  'importMock',
  'replaceProperty',
  'createMockFromModule',
  'setMock',
  'mocked',
  'import',
  'require',
  'import_module',
])

/** The leaves of a syntax tree, in order, each with what it is part of. */
export function tokensOf(tree: SyntaxTree, changes: readonly ContractChange[]): readonly Token[] {
  const names = changedCallables(changes)
  const tokens: Token[] = []
  walk(tree.root, { depth: 0, role: 'code', patchTarget: false })
  return tokens

  function walk(node: SyntaxNode, around: Pick<Token, 'depth' | 'role' | 'patchTarget'>): void {
    if (node.children.length === 0) {
      const text = tree.text.slice(node.start, node.end)
      if (text.trim() === '') return
      const role =
        node.type === 'comment'
          ? 'comment'
          : around.role !== 'import' && STRINGS.has(node.type) && around.role !== 'changed_arguments'
            ? 'string'
            : around.role
      tokens.push({ text, line: node.line, ...around, role })
      return
    }
    for (const child of node.children) walk(child, within(node, child, around))
  }

  function within(
    node: SyntaxNode,
    child: SyntaxNode,
    around: Pick<Token, 'depth' | 'role' | 'patchTarget'>,
  ): Pick<Token, 'depth' | 'role' | 'patchTarget'> {
    const depth = around.depth + (BLOCKS.has(child.type) ? 1 : 0)
    if (IMPORTS.has(child.type) && (child.type !== 'export_statement' || child.children.some(({ field }) => field === 'source')))
      return { depth, role: 'import', patchTarget: false }
    if (CALLS.has(node.type) && child.field === 'arguments') {
      const callee = calleeName(node, tree.text)
      if (callee !== null && names.has(callee)) return { depth, role: 'changed_arguments', patchTarget: false }
      return { depth, role: around.role, patchTarget: callee !== null && PATCHERS.has(callee) }
    }
    const keepsTarget = around.patchTarget && (child.type === 'string' || node.type === 'string' || child.type === 'template_string')
    return { depth, role: around.role, patchTarget: keepsTarget || (around.patchTarget && node.type.includes('argument')) }
  }
}
