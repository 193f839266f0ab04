import type { CuredFile, CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { isSharedPath, lastName } from '../../shared-paths.ts'
import { childOf, fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'
import { fixtureLines, freeName, importing } from './file-lines.ts'
import { moduleIn } from './restore.ts'
import { atFirst, takesFixtures, withFixture } from './test-at.ts'

const { is, call } = pythonSyntax
const PATH = /^(?:pathlib\.)?Path$/
/** Calls of Python itself that take a path of either kind. */
const TAKES_PATH = /^(?:open|os\.(?:remove|unlink|mkdir|makedirs|listdir|rmdir|stat|path\.\w+)|shutil\.\w+)$/
const TEMPORARY = /^(?:tempfile\.)?gettempdir$/

/** Gives each test a folder of its own: for paths that it writes itself, for a constant of its file or of the product, else for whatever is written where it runs. */
export function ownFolder(input: CureInput): CureFound {
  const tests = [input.test, ...(input.other === null ? [] : [input.other])]
  if (!tests.every(takesFixtures)) return { kind: 'refused', why: 'no-fixtures', what: 'the test' }
  const written = tests.flatMap((test) => {
    const edits = pathEdits(input, test)
    return edits.length === 0 ? [] : [...withFixture(test, 'tmp_path'), ...edits]
  })
  const constants = [...new Map(tests.map((test) => [test.file.path, test.file])).values()].flatMap((file) => constantEdits(input, file))
  const product = productConstants(input)
  const inside = writesRelative(input)
    ? [input.test].flatMap((test) => [
        ...withFixture(test, 'monkeypatch'),
        ...withFixture({ ...test }, 'tmp_path'),
        ...atFirst(test, ['monkeypatch.chdir(tmp_path)']),
      ])
    : []
  const ways = [written, constants, product, inside].filter((edits) => edits.length > 0)
  return ways.length === 0 ? { kind: 'none' } : { kind: 'edits', why: 'each test writes to a temporary folder of its own', ways }
}

/** Paths that a test names: `open("out.txt")`, `Path("out.txt")`, the temporary folder of the machine. */
function pathEdits(input: CureInput, { file, body }: CuredTest): readonly CureEdit[] {
  const edits: CureEdit[] = []
  visit(body, (node) => {
    if (edits.some(({ start, end }) => start <= node.start && node.end <= end)) return false
    const found = callPath(input, file, node) ?? plainPath(input, file, node)
    if (found !== null) edits.push({ file: file.path, start: found.node.start, end: found.node.end, replacement: found.text })
    return true
  })
  return edits
}

type Replaced = { readonly node: SyntaxNode; readonly text: string }

/** In calls that take a path as an object. */
function callPath(input: CureInput, file: CuredFile, node: SyntaxNode): Replaced | null {
  const parts = is(node, 'call') ? call(node) : null
  const callee = parts === null ? '' : textOf(file.tree, parts.callee)
  if (TEMPORARY.test(callee)) return { node, text: 'str(tmp_path)' }
  const [first, ...more] = parts?.arguments ?? []
  const inside = first === undefined ? null : pathIn(input, file, first)
  if (first === undefined || inside === null) return null
  if (PATH.test(callee) && more.length === 0) return { node, text: `tmp_path / ${inside}` }
  return TAKES_PATH.test(callee) ? { node: first, text: `tmp_path / ${inside}` } : null
}

function plainPath(input: CureInput, file: CuredFile, node: SyntaxNode): Replaced | null {
  const inside = is(node, 'string') ? pathIn(input, file, node) : null
  return inside === null ? null : { node, text: `str(tmp_path / ${inside})` }
}

/** The last name of a path that tests share, in quotes. */
function pathIn({ paths }: CureInput, file: CuredFile, node: SyntaxNode): string | null {
  const content = is(node, 'string') ? childOf(node, 'string_content') : undefined
  const text = content === undefined ? '' : textOf(file.tree, content)
  const isPlain = node.children.every(({ type }) => type !== 'interpolation')
  return isPlain && isSharedPath(text, paths) ? `"${lastName(text)}"` : null
}

type Constant = { readonly name: string; readonly value: SyntaxNode; readonly inside: string; readonly isPath: boolean }

function constantsOf(input: CureInput, file: CuredFile): readonly Constant[] {
  return file.tree.root.children.flatMap((statement) => {
    const [inner] = is(statement, 'expressionStatement') ? namedChildren(statement) : []
    const [target, value] = inner !== undefined && is(inner, 'variable') ? [fieldOf(inner, 'left'), fieldOf(inner, 'right')] : []
    if (target === undefined || value === undefined || !is(target, 'name')) return []
    const parts = call(value)
    const isPath = parts !== null && PATH.test(textOf(file.tree, parts.callee))
    const literal = isPath ? parts?.arguments[0] : value
    const inside = literal === undefined ? null : (pathIn(input, file, literal) ?? joined(file, value))
    return inside === null ? [] : [{ name: textOf(file.tree, target), value, inside, isPath }]
  })
}

/** `os.path.join(tempfile.gettempdir(), "out.txt")`. */
function joined(file: CuredFile, value: SyntaxNode): string | null {
  return /^os\.path\.join\(\s*tempfile\.gettempdir\(\)\s*,\s*(["'][\w.-]+["'])\s*\)$/.exec(textOf(file.tree, value))?.[1] ?? null
}

function constantEdits(input: CureInput, file: CuredFile): readonly CureEdit[] {
  const constants = constantsOf(input, file)
  if (constants.length === 0) return []
  const lines = constants.flatMap(({ name, inside, isPath }) => [
    `    global ${name}`,
    `    ${name} = ${isPath ? `tmp_path / ${inside}` : `str(tmp_path / ${inside})`}`,
  ])
  const fixture = freeName(file, 'own_folder')
  return [
    ...importing(file, ['import pytest']),
    ...fixtureLines(file, ['@pytest.fixture(autouse=True)', `def ${fixture}(tmp_path):`, ...lines]),
  ]
}

/** Constants of the product that name a path: the test gives them another value. */
function productConstants(input: CureInput): readonly CureEdit[] {
  const { file } = input.test
  const found = input.loadedBy(file).flatMap((home) => {
    const module = moduleIn(file, home.path, input)
    return module === null ? [] : constantsOf(input, home).map((constant) => ({ ...constant, module }))
  })
  if (found.length === 0) return []
  const lines = found.map(({ name, inside, isPath, module }) => {
    return `    monkeypatch.setattr(${module.name}, "${name}", ${isPath ? `tmp_path / ${inside}` : `str(tmp_path / ${inside})`})`
  })
  const fixture = freeName(file, 'own_folder')
  const imports = found.flatMap(({ module }) => module.lines)
  return [
    ...importing(file, ['import pytest', ...imports]),
    ...fixtureLines(file, ['@pytest.fixture(autouse=True)', `def ${fixture}(monkeypatch, tmp_path):`, ...lines]),
  ]
}

/** Whether the product opens a path that is relative to where it runs. */
function writesRelative(input: CureInput): boolean {
  return input.loadedBy(input.test.file).some((home) => {
    let found = false
    visit(home.tree.root, (node) => {
      const content = is(node, 'string') ? childOf(node, 'string_content') : undefined
      const text = content === undefined ? '' : textOf(home.tree, content)
      found ||= !text.startsWith('/') && isSharedPath(text, input.paths)
      return !found
    })
    return found
  })
}
