import type { CuredFile, CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { isSharedPath, lastName } from '../../shared-paths.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptSyntax } from '../syntax.ts'
import { afterImports, fromFramework, named, stepOf, unusedName } from './file-lines.ts'
import { MOVE, WHERE } from './node-words.ts'
import { atFirst, codeIn, ending, quoteOf } from './test-at.ts'

const { is, call } = scriptSyntax
const TEMPORARY = /^(?:os\.)?tmpdir$/
const JOINS = /^(?:path\.)?(?:join|resolve)$/

/** Gives each test, or a file of tests, a temporary folder of its own: for the paths that it names, else for whatever the product writes where it runs. */
export function ownFolder(input: CureInput): CureFound {
  const tests = [input.test, ...(input.other === null ? [] : [input.other])]
  const inTests = tests.flatMap((test) => testEdits(input, test))
  const inFile = fileEdits(input, input.test.file)
  const moved = writesRelative(input) ? movedEdits(input) : []
  const ways = [inTests, inFile, moved].filter((edits) => edits.length > 0)
  return ways.length === 0 ? { kind: 'none' } : { kind: 'edits', why: 'what is written goes to a temporary folder of its own', ways }
}

function imports(file: CuredFile): readonly CureEdit[] {
  return [...named(file, 'node:fs', ['mkdtempSync']), ...named(file, 'node:os', ['tmpdir']), ...named(file, 'node:path', ['join'])]
}

function madeFolder(file: CuredFile): string {
  const quote = quoteOf(file)
  return `mkdtempSync(join(tmpdir(), ${quote}test-${quote}))`
}

/** Paths in the test itself: its folder is made first. */
function testEdits(input: CureInput, test: CuredTest): readonly CureEdit[] {
  const { file, body } = test
  const folder = unusedName(file, 'folder')
  const edits = pathsIn(input, file, body).map(({ node, name }): CureEdit => {
    return { file: file.path, start: node.start, end: node.end, replacement: name === null ? folder : `join(${folder}, ${name})` }
  })
  return edits.length === 0 ? [] : [...imports(file), ...atFirst(test, [`const ${folder} = ${madeFolder(file)}${ending(file)}`]), ...edits]
}

/** Constants of the file: they are made when it is loaded, each time in another folder. */
function fileEdits(input: CureInput, file: CuredFile): readonly CureEdit[] {
  const values = codeIn(file.tree.root).flatMap((statement) =>
    namedChildren(statement).flatMap((one) => {
      const value = is(one, 'variable') ? fieldOf(one, 'value') : undefined
      return value === undefined || is(value, 'function') ? [] : [value]
    }),
  )
  const edits = values.flatMap((value) =>
    pathsIn(input, file, value).map(({ node, name }): CureEdit => {
      const made = madeFolder(file)
      return { file: file.path, start: node.start, end: node.end, replacement: name === null ? made : `join(${made}, ${name})` }
    }),
  )
  return edits.length === 0 ? [] : [...imports(file), ...edits]
}

type Place = { readonly node: SyntaxNode; readonly name: string | null }

/** Paths that tests share: a text, or the temporary folder of the machine with a name in it (then the folder alone is exchanged). */
function pathsIn(input: CureInput, file: CuredFile, within: SyntaxNode): readonly Place[] {
  const found: Place[] = []
  visit(within, (node) => {
    const callee = is(node, 'call') ? textOf(file.tree, call(node)?.callee ?? node) : ''
    // what is made by it has a folder of its own already
    if (/\bmkdtemp(?:Sync)?$/.test(callee)) return false
    if (TEMPORARY.test(callee)) found.push({ node, name: null })
    if (JOINS.test(callee) && /\btmpdir\(\)/.test(textOf(file.tree, node))) return visitFolders(file, node, found)
    const text = is(node, 'string') ? textOf(file.tree, node).slice(1, -1) : ''
    if (isSharedPath(text, input.paths)) found.push({ node, name: `${quoteOf(file)}${lastName(text)}${quoteOf(file)}` })
    return !is(node, 'string')
  })
  return found
}

/** Of `join(tmpdir(), name)` the folder is exchanged, and the name stays. */
function visitFolders(file: CuredFile, joined: SyntaxNode, found: Place[]): false {
  for (const one of call(joined)?.arguments ?? []) {
    if (/^(?:os\.)?tmpdir\(\)$/.test(textOf(file.tree, one))) found.push({ node: one, name: null })
  }
  return false
}

/** Whether the product names a path that is relative to where it runs. */
function writesRelative(input: CureInput): boolean {
  return input.loadedBy(input.test.file).some(({ tree, text }) => {
    let isFound = false
    visit(tree.root, (node) => {
      const path = is(node, 'string') ? text.slice(node.start + 1, node.end - 1) : ''
      isFound ||= !path.startsWith('/') && isSharedPath(path, input.paths) && !/^\.{1,2}\/[\w/-]*(?:\.js)?$/.test(path)
      return !isFound
    })
    return isFound
  })
}

/** The tests of the file run in a folder of their own. */
function movedEdits({ test, framework }: CureInput): readonly CureEdit[] {
  const { file } = test
  const [end, step, home] = [ending(file), stepOf(file), unusedName(file, 'home')]
  const lines = [
    `const ${home} = ${WHERE}${end}`,
    '',
    'beforeEach(() => {',
    `${step}${MOVE}(${madeFolder(file)})${end}`,
    `})${end}`,
    '',
    'afterEach(() => {',
    `${step}${MOVE}(${home})${end}`,
    `})${end}`,
  ]
  return [...imports(file), ...fromFramework(file, framework, ['afterEach', 'beforeEach']), ...afterImports(file, lines)]
}
