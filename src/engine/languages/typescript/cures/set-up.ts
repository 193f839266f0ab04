import type { CuredTest, CureFound, CureInput } from '../../facets/cures.ts'
import { fieldOf, namedChildren, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { wholeWord } from '../../whole-word.ts'
import { scriptAssertions } from '../assertions.ts'
import { scriptSyntax } from '../syntax.ts'
import { asyncEdits, atFirst, codeIn } from './test-at.ts'

const { is, call } = scriptSyntax

/** Gives a test the statements with which another one of its file makes what it needs: those before that one's first assertion. */
export function setUp({ test, other }: CureInput): CureFound {
  if (other === null) return { kind: 'none' }
  const { file } = test
  const needed = lastingStatements(other)
  if (needed.length === 0) return { kind: 'refused', why: 'nothing-found', what: 'the test that it needs' }
  const lines = needed.map((node) => textOf(file.tree, node))
  if (other.file.path !== file.path || lines.some((line) => line.includes('\n')))
    return { kind: 'refused', why: 'not-importable', what: 'the test that it needs' }
  const waits = lines.some((line) => /\bawait\b/.test(line))
  return {
    kind: 'edits',
    why: 'it makes for itself what another test made for it so far',
    ways: [[...(waits ? asyncEdits(test) : []), ...atFirst(test, lines)]],
  }
}

function lastingStatements({ file, body }: CuredTest): readonly SyntaxNode[] {
  const [first] = scriptAssertions.find(file.tree).filter(({ statement }) => body.start <= statement.start && statement.end <= body.end)
  const before = codeIn(body).filter(({ end }) => first === undefined || end <= first.statement.start)
  const kept: SyntaxNode[] = []
  for (const node of before.toReversed()) if (isLasting(node) || defines(file, node, kept)) kept.unshift(node)
  return kept.some(isLasting) ? kept : []
}

function isLasting(node: SyntaxNode): boolean {
  const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
  return inner !== undefined && (is(inner, 'await', 'reassignment') || call(inner) !== null)
}

function defines(file: CuredTest['file'], node: SyntaxNode, users: readonly SyntaxNode[]): boolean {
  const declarator = namedChildren(node).find((one) => is(one, 'variable'))
  const name = declarator === undefined ? undefined : fieldOf(declarator, 'name')
  return name !== undefined && users.some((user) => wholeWord(textOf(file.tree, name)).test(textOf(file.tree, user)))
}
