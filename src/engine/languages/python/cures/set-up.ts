import type { CuredTest, CureFound, CureInput } from '../../facets/cures.ts'
import { namedChildren, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { wholeWord } from '../../whole-word.ts'
import { pythonAssertions } from '../assertions.ts'
import { pythonSyntax } from '../syntax.ts'
import { importing } from './file-lines.ts'
import { atFirst, firstPlace, fixturesOf, takesFixtures, withFixture } from './test-at.ts'
import { writesIn } from './writes.ts'

const { is, call } = pythonSyntax

/** Gives a test the statements with which another one makes what it needs: those before that one's first assertion, as far as anything stays of them. */
export function setUp({ test, other }: CureInput): CureFound {
  if (other === null) return { kind: 'none' }
  const needed = lastingStatements(other)
  if (needed.length === 0) return { kind: 'refused', why: 'nothing-found', what: 'the test that it needs' }
  const lines = needed.map((node) => lineOf(other, node))
  const names = namesIn(other, needed)
  const fixtures = fixturesOf(other).filter((name) => names.has(name))
  const own = new Set([...test.file.bindings().boundNames])
  if (lines.some((line) => line.includes('\n')) || firstPlace(test) === null || (fixtures.length > 0 && !takesFixtures(test)))
    return { kind: 'refused', why: 'not-importable', what: 'the test that it needs' }
  const imports = other.file.path === test.file.path ? [] : importLines(other, names, own)
  if (imports === null) return { kind: 'refused', why: 'not-importable', what: 'the test that it needs' }
  const patched = lines.some((line) => line.startsWith('monkeypatch.')) ? ['monkeypatch'] : []
  const given = [...fixtures, ...patched].flatMap((fixture) => withFixture(test, fixture))
  return {
    kind: 'edits',
    why: 'it makes for itself what another test made for it so far',
    ways: [[...importing(test.file, imports), ...given, ...atFirst(test, lines)]],
  }
}

/** Calls and writes before the first assertion, with the local names that they need. */
function lastingStatements(other: CuredTest): readonly SyntaxNode[] {
  const { file, body } = other
  const [first] = pythonAssertions.find(file.tree).filter(({ statement }) => body.start <= statement.start && statement.end <= body.end)
  const before = namedChildren(body).filter(({ end }) => first === undefined || end <= first.statement.start)
  const writes = new Set(writesIn(other).map(({ node }) => node))
  const lasting = before.filter((node) => writes.has(node) || isCall(node))
  const kept: SyntaxNode[] = []
  for (const node of before.toReversed()) {
    const isNeeded = lasting.includes(node) || definesOneOf(other, node, kept)
    if (isNeeded) kept.unshift(node)
  }
  return kept.some((node) => lasting.includes(node)) ? kept : []
}

function isCall(node: SyntaxNode): boolean {
  const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
  return inner !== undefined && (is(inner, 'await') || call(inner) !== null)
}

function definesOneOf({ file }: CuredTest, node: SyntaxNode, users: readonly SyntaxNode[]): boolean {
  const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
  const target = inner !== undefined && is(inner, 'variable') ? pythonSyntax.targetOf(inner) : undefined
  const name = target === undefined ? '' : textOf(file.tree, target)
  return /^\w+$/.test(name) && users.some((user) => wholeWord(name).test(textOf(file.tree, user)))
}

/** What the other test changes for good, this one changes for itself. */
function lineOf(other: CuredTest, node: SyntaxNode): string {
  const { file } = other
  const write = writesIn(other).find((one) => one.node === node)
  const value = write?.value ?? null
  if (write?.kind === 'attribute' && value !== null)
    return `monkeypatch.setattr(${textOf(file.tree, write.object)}, "${write.key}", ${textOf(file.tree, value)})`
  if (write?.kind === 'item' && value !== null && /\benviron$/.test(textOf(file.tree, write.object)))
    return `monkeypatch.setenv(${write.key}, ${textOf(file.tree, value)})`
  return textOf(file.tree, node)
}

function namesIn({ file }: CuredTest, nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const { names } = file.bindings()
  return new Set(names.filter(({ start, end }) => nodes.some((node) => node.start <= start && end <= node.end)).map(({ name }) => name))
}

/** The import lines of the other file for names that this one lacks; `null` where one of them is none of an import. */
function importLines({ file }: CuredTest, names: ReadonlySet<string>, own: ReadonlySet<string>): readonly string[] | null {
  const lines: string[] = []
  for (const name of names) {
    const binding = file.bindings().module.get(name)
    if (binding === undefined || own.has(name)) continue
    if (binding.kind !== 'import') return null
    const { specifier, imported, bindsRoot } = binding.import
    const alias = imported === name || (imported === null && (bindsRoot || specifier === name)) ? '' : ` as ${name}`
    lines.push(imported === null ? `import ${specifier}${alias}` : `from ${specifier} import ${imported}${alias}`)
  }
  return lines
}
