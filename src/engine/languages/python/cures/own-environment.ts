import type { CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'
import { fixturesOf, functionNamed, takesFixtures, withFixture } from './test-at.ts'
import { type Write, writesIn } from './writes.ts'

const { is, call } = pythonSyntax
const ENVIRON = /^(?:os\.)?environ$/

/** Changes the environment through `monkeypatch`, which puts it back. */
export function ownEnvironment({ other }: CureInput): CureFound {
  if (other === null) return { kind: 'none' }
  const fixtures = fixturesOf(other).flatMap((name) => functionNamed(other.file, name) ?? [])
  const changed = [other, ...fixtures].flatMap((one) => {
    const edits = environmentEdits(one)
    return edits.length === 0 ? [] : [{ one, edits }]
  })
  if (changed.length === 0) return { kind: 'none' }
  if (changed.some(({ one }) => !takesFixtures(one)))
    return { kind: 'refused', why: 'no-fixtures', what: 'the test that changes the environment' }
  const edits = changed.flatMap(({ one, edits: own }) => [...withFixture(one, 'monkeypatch'), ...own])
  return { kind: 'edits', why: 'the environment is as it was after the test', ways: [edits] }
}

function environmentEdits(test: CuredTest): readonly CureEdit[] {
  const { file, body } = test
  const edit = (node: SyntaxNode, replacement: string): CureEdit => ({ file: file.path, start: node.start, end: node.end, replacement })
  const written = writesIn(test).flatMap((write) => {
    const line = writtenLine(test, write)
    return line === null ? [] : [edit(write.node, line)]
  })
  const called: CureEdit[] = []
  visit(body, (node) => {
    const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
    const parts = inner !== undefined && is(inner, 'call') ? call(inner) : null
    if (parts === null) return true
    const [first, second] = parts.arguments.map((one) => textOf(file.tree, one))
    const callee = textOf(file.tree, parts.callee)
    if (callee === 'os.chdir' && first !== undefined) called.push(edit(node, `monkeypatch.chdir(${first})`))
    if (callee === 'sys.path.insert' && first === '0' && second !== undefined)
      called.push(edit(node, `monkeypatch.syspath_prepend(${second})`))
    return true
  })
  return [...written, ...called]
}

function writtenLine({ file }: CuredTest, { kind, object, key, value, by, node }: Write): string | null {
  if (!ENVIRON.test(textOf(file.tree, object))) return null
  if (kind === 'item') return value === null ? `monkeypatch.delenv(${key})` : `monkeypatch.setenv(${key}, ${textOf(file.tree, value)})`
  const [inner] = namedChildren(node)
  const given = inner === undefined ? [] : (call(inner)?.arguments.map((one) => textOf(file.tree, one)) ?? [])
  const [first, second] = given
  if (by === 'pop' && first !== undefined) return `monkeypatch.delenv(${first}${second === undefined ? '' : ', raising=False'})`
  if (by === 'setdefault' && first !== undefined && second !== undefined)
    return `monkeypatch.setenv(${first}, os.environ.get(${first}, ${second}))`
  return null
}
