import { expect, test } from 'vitest'
import { languages } from '../../../src/engine/languages/index.ts'
import type { SyntaxNode } from '../../../src/engine/languages/language.ts'
import { textOf, visit } from '../../../src/engine/languages/syntax.ts'
import { testParsers } from '../../support/grammars.ts'

const parsers = await testParsers()

function read(path: string, source: string) {
  const tree = parsers.parse(path, source)
  if (tree === null || tree.errors.length > 0) throw new Error(`${source} is not read`)
  const nodes: (readonly [node: SyntaxNode, parent: SyntaxNode | null])[] = []
  const parents = new Map<SyntaxNode, SyntaxNode>()
  visit(tree.root, (node) => {
    nodes.push([node, parents.get(node) ?? null])
    for (const child of node.children) parents.set(child, node)
    return true
  })
  return { tree, nodes, syntax: languages[tree.language].syntax, written: (node: SyntaxNode) => textOf(tree, node) }
}

test.each([
  ['a.py', 'a.b.total(1, *c, name=2)', ['a.b.total', 'total', '1', '*c', 'name=2']],
  ['a.py', 'f(x for x in y)', ['f', 'f', '(x for x in y)']],
  ['a.py', 'f()()', ['f()', '-']],
  ['a.ts', 'a.b.total(1, /* two */ ...c)', ['a.b.total', 'total', '1', '...c']],
  ['a.ts', 'new a.B<C>(1)', ['a.B', 'B', '1']],
  ['a.ts', 'new B', ['B', 'B']],
  // what a template holds belongs to the arguments: a gate compares them
  ['a.ts', 'tag`a${b}`', ['tag', 'tag', '`a${b}`']],
])('the parts of a call in %s: %s', (path, source, expected) => {
  const { nodes, syntax, written } = read(path, source)
  const [first] = nodes.flatMap(([node]) => syntax.call(node) ?? [])
  if (first === undefined) throw new Error('no call')
  const name = syntax.calleeName(first.callee)
  expect([written(first.callee), name === null ? '-' : written(name), ...first.arguments.map(written)]).toEqual(expected)
})

test.each([
  ['a.py', 'f(x=1).x', ['keyword', 'member']],
  ['a.py', '{x: 1}', ['literalKey']],
  ['a.py', 'match a:\n    case B(x=1):\n        x', ['classPatternKey', 'plain']],
  ['a.ts', 'f({ x, y: 1 }).x', ['literalKey', 'member']],
  ['a.ts', 'const { x, y: { x: z } } = { x: x }', ['patternKey', 'patternKey', 'literalKey', 'plain']],
])('the part that x plays in %s: %s', (path, source, roles) => {
  const { nodes, syntax, written } = read(path, source)
  const found = nodes.filter(([node]) => syntax.is(node, 'identifier') && written(node) === 'x')
  expect(found.map(([node, parent]) => syntax.roleOf(node, parent))).toEqual(roles)
})

test.each([
  ['a.py', "{'a': 1, b: 2, 3: 4}", ['pair a']],
  ['a.ts', "({ a: 1, 'b-c': 2, d, e() {}, [f]: 3, 4: 5, ...g })", ['pair a', 'pair b-c', 'shorthand d', 'method e']],
])('the keys of an object in %s', (path, source, keys) => {
  const { nodes, syntax, written } = read(path, source)
  const [object] = nodes.flatMap(([node]) => (syntax.is(node, 'object') ? [node] : []))
  const found = (object?.children ?? []).flatMap((item) => syntax.itemKey(item) ?? [])
  expect(found.map(({ item, name }) => `${item} ${written(name)}`)).toEqual(keys)
})

test.each([
  ['a.py', 'import a\nfrom a import b\nc = 1', 2],
  ['a.ts', "import a from 'a'\nexport { b } from 'b'\nexport { c }\nexport * from 'd'", 3],
])('statements of %s that import', (path, source, count) => {
  const { nodes, syntax } = read(path, source)
  expect(nodes.filter(([node]) => syntax.importsModule(node))).toHaveLength(count)
})
