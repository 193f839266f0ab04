import type { ContractChange } from '../../../model/contract-change.ts'
import { languages } from '../../languages/index.ts'
import type { SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import { isComment } from '../../languages/syntax.ts'
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
  const { is, call, importsModule } = languages[tree.language].syntax
  const names = changedCallables(changes)
  const tokens: Token[] = []
  walk(tree.root, { depth: 0, role: 'code', patchTarget: false })
  return tokens

  function walk(node: SyntaxNode, around: Pick<Token, 'depth' | 'role' | 'patchTarget'>): void {
    if (node.children.length === 0) {
      const text = tree.text.slice(node.start, node.end)
      if (text.trim() === '') return
      const role = isComment(node)
        ? 'comment'
        : around.role !== 'import' && is(node, 'fragment') && around.role !== 'changed_arguments'
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
    const depth = around.depth + (is(child, 'block') ? 1 : 0)
    if (importsModule(child)) return { depth, role: 'import', patchTarget: false }
    if (is(node, 'call', 'construction') && call(node)?.list === child) {
      const callee = calleeName(node, tree)
      if (callee !== null && names.has(callee)) return { depth, role: 'changed_arguments', patchTarget: false }
      return { depth, role: around.role, patchTarget: callee !== null && PATCHERS.has(callee) }
    }
    const keepsTarget = () => is(child, 'string', 'template') || is(node, 'string', 'arguments', 'keywordArgument')
    return { depth, role: around.role, patchTarget: around.patchTarget && keepsTarget() }
  }
}
