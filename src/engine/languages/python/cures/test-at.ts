import type { CuredFile, CuredTest, CureEdit } from '../../facets/cures.ts'
import { fieldOf, fieldsOf, isComment, namedChildren, textOf } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'

/** The function of a test, by its classes and its own name. */
export function testAt(file: CuredFile, suite: readonly string[], name: string): CuredTest | null {
  let block: SyntaxNode | undefined = file.tree.root
  for (const title of suite) {
    const found: SyntaxNode | undefined =
      block === undefined ? undefined : definitions(block).find(({ definition }) => nameOf(file, definition) === title)?.definition
    block = found === undefined ? undefined : fieldOf(found, 'body')
  }
  const own = block === undefined ? undefined : definitions(block).findLast(({ definition }) => nameOf(file, definition) === name)
  return own === undefined ? null : testOf(file, own)
}

/** Any function by its name: a fixture, or a helper of the tests. */
export function functionNamed(file: CuredFile, name: string): CuredTest | null {
  const own = definitions(file.tree.root).find(({ definition }) => nameOf(file, definition) === name)
  return own === undefined ? null : testOf(file, own)
}

type Defined = { readonly node: SyntaxNode; readonly definition: SyntaxNode }

export function definitions(block: SyntaxNode): readonly Defined[] {
  return namedChildren(block).flatMap((node) => {
    const definition = node.type === 'decorated_definition' ? fieldOf(node, 'definition') : node
    return definition !== undefined && /^(?:function|class)_definition$/.test(definition.type) ? [{ node, definition }] : []
  })
}

function testOf(file: CuredFile, { node, definition }: Defined): CuredTest | null {
  const body = fieldOf(definition, 'body')
  return body === undefined || definition.type !== 'function_definition' ? null : { file, node, callable: definition, body }
}

function nameOf({ tree }: CuredFile, definition: SyntaxNode): string {
  const name = fieldOf(definition, 'name')
  return name === undefined ? '' : textOf(tree, name)
}

/** Names of the parameters, which pytest fills by fixtures. */
export function fixturesOf({ file, callable }: CuredTest): readonly string[] {
  const list = fieldOf(callable, 'parameters')
  return list === undefined ? [] : namedChildren(list).map((one) => textOf(file.tree, one).split(/[:=]/)[0]?.trim() ?? '')
}

/** One more fixture for a function of the tests; nothing where it has that one. */
export function withFixture(test: CuredTest, fixture: string): readonly CureEdit[] {
  const { file, callable } = test
  const list = fieldOf(callable, 'parameters')
  if (list === undefined || fixturesOf(test).includes(fixture)) return []
  const [last] = namedChildren(list).slice(-1)
  const at = last?.end ?? list.start + 1
  return [{ file: file.path, start: at, end: at, replacement: last === undefined ? fixture : `, ${fixture}` }]
}

/** Whether pytest gives it fixtures: methods of unittest's classes get none. */
export function takesFixtures({ file, node }: CuredTest): boolean {
  const around = definitions(file.tree.root).find(({ node: outer }) => outer.start < node.start && node.end <= outer.end)
  if (around === undefined) return true
  const bases = fieldsOf(around.definition, 'superclasses').map((one) => textOf(file.tree, one))
  return !bases.some((base) => /TestCase\b/.test(base))
}

/** Where a statement is put so that it runs first, and what stands before each line there. */
export function firstPlace({ file, body }: CuredTest): { readonly at: number; readonly indent: string } | null {
  const [first, ...others] = body.children.filter((child) => child.named && !isComment(child))
  if (first === undefined) return null
  const place = pythonSyntax.isDocstring(first) && others[0] !== undefined ? others[0] : first
  const lineStart = file.text.lastIndexOf('\n', place.start - 1) + 1
  const indent = file.text.slice(lineStart, place.start)
  return /^[ \t]+$/.test(indent) ? { at: place.start, indent } : null
}

/** Lines that run before everything else in a function of the tests. */
export function atFirst(test: CuredTest, lines: readonly string[]): readonly CureEdit[] {
  const place = firstPlace(test)
  if (place === null || lines.length === 0) return []
  const replacement = lines.map((line) => `${line}\n${place.indent}`).join('')
  return [{ file: test.file.path, start: place.at, end: place.at, replacement }]
}
