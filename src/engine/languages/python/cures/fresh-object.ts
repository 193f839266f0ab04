import type { CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { fieldOf, namedChildren, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { wholeWord } from '../../whole-word.ts'
import { pythonSyntax } from '../syntax.ts'
import { fixtureLines, freeName, importing } from './file-lines.ts'
import { heldIn } from './module-state.ts'
import { definitions, fixturesOf, functionNamed } from './test-at.ts'

const { is } = pythonSyntax
const WIDE = /,?\s*\bscope\s*=\s*(["'])(?:module|session|class|package)\1\s*,?/

/** Makes what both tests take from their file anew for each test: a fixture of a wide scope, or an object of the module. */
export function freshObject({ test, other }: CureInput): CureFound {
  if (other === null) return { kind: 'none' }
  const wide = wideFixtures(test, other)
  if (wide.length > 0) return { kind: 'edits', why: 'each test gets what the fixture makes anew', ways: [wide] }
  if (test.file.path !== other.file.path) return { kind: 'none' }
  const shared = moduleObjects(test).filter(({ name }) => uses(test, name) && uses(other, name))
  if (shared.length === 0) return { kind: 'none' }
  const { file } = test
  const lines = shared.flatMap(({ name, value }) => [`    global ${name}`, `    ${name} = ${value}`])
  const fixture = freeName(file, `fresh_${shared[0]?.name.toLowerCase() ?? ''}`)
  const edits = [
    ...importing(file, ['import pytest']),
    ...fixtureLines(file, ['@pytest.fixture(autouse=True)', `def ${fixture}():`, ...lines]),
  ]
  return { kind: 'edits', why: `each test gets ${shared.map(({ name }) => name).join(', ')} anew`, ways: [edits] }
}

function wideFixtures(test: CuredTest, other: CuredTest): readonly CureEdit[] {
  const both = fixturesOf(test).filter((name) => fixturesOf(other).includes(name))
  return both.flatMap((name) => {
    const fixture = functionNamed(test.file, name)
    const decorators = fixture?.node.children.filter(({ type }) => type === 'decorator') ?? []
    return decorators.flatMap((decorator) => {
      const found = WIDE.exec(textOf(test.file.tree, decorator))
      if (found === null) return []
      const text = textOf(test.file.tree, decorator)
      const left = `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`.replace(/\(\s*\)$/, '')
      return [{ file: test.file.path, start: decorator.start, end: decorator.end, replacement: left }]
    })
  })
}

/** What a file makes once, on one line, when it is loaded. */
function moduleObjects({ file }: CuredTest): readonly { readonly name: string; readonly value: string }[] {
  return file.tree.root.children.flatMap((statement) => {
    const [inner] = is(statement, 'expressionStatement') ? namedChildren(statement) : []
    const [target, value] = inner !== undefined && is(inner, 'variable') ? [fieldOf(inner, 'left'), fieldOf(inner, 'right')] : []
    if (target === undefined || value === undefined || !is(target, 'name') || !isMade(file, value)) return []
    return [{ name: textOf(file.tree, target), value: textOf(file.tree, value) }]
  })
}

function isMade(file: CuredTest['file'], value: SyntaxNode): boolean {
  return heldIn(file, value) !== null && !textOf(file.tree, value).includes('\n')
}

function uses({ file, node }: CuredTest, name: string): boolean {
  return wholeWord(name).test(textOf(file.tree, node)) && definitions(file.tree.root).length > 0
}
