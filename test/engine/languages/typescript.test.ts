import { describe, expect, test } from 'vitest'
import { treeOfPaths } from '../../../src/engine/languages/facets/module-resolver.ts'
import type { Binding, SyntaxTree } from '../../../src/engine/languages/language.ts'
import { typescript } from '../../../src/engine/languages/typescript.ts'
import { testParsers } from '../../support/grammars.ts'

async function parse(text: string, path = 'a.ts'): Promise<SyntaxTree> {
  const tree = (await testParsers()).parse(path, text) ?? expect.fail('no tree')
  expect(tree.errors).toEqual([])
  return tree
}

async function bindingsOf(text: string, name: string, path?: string): Promise<readonly (Binding['kind'] | null)[]> {
  const { names } = typescript.bindings(await parse(text, path))
  return names
    .filter((use) => use.name === name)
    .toSorted((a, b) => a.start - b.start)
    .map((use) => use.binding?.kind ?? null)
}

describe('declarations of TypeScript', () => {
  test('are functions, classes, members, types and variables', async () => {
    const tree = await parse(
      'export async function f(a: number, b?: string, c = 1, ...rest: string[]) {}\nconst g = ({ x }: P, y: number) => x\nexport class A extends B.C {\n  field = 1\n  constructor(private readonly z: Z) { super() }\n  static make() {}\n  get size() { return 1 }\n  handler = () => 1\n}\ninterface I { one: string; two(x: number): void }\nexport enum E { P = 1, Q }\nexport default class {}\n',
    )
    const found = typescript.declarations(tree)
    expect(found.map((one) => `${one.kind} ${one.qualifiedName} ${one.exported}`)).toEqual([
      'function f true',
      'function g false',
      'class A true',
      'property A.field true',
      'method A.constructor true',
      'property A.z true',
      'method A.make true',
      'method A.size true',
      'method A.handler true',
      'type I false',
      'property I.one false',
      'method I.two false',
      'type E true',
      'property E.P true',
      'property E.Q true',
      'class default true',
    ])
    const byName = new Map(found.map((one) => [one.qualifiedName, one]))
    expect(byName.get('f')?.parameters.map(({ name, kind, default: value, type }) => [name, kind, value, type])).toEqual([
      ['a', 'positional_only', null, 'number'],
      ['b', 'positional_only', 'undefined', 'string'],
      ['c', 'positional_only', '1', null],
      ['rest', 'rest', null, 'string[]'],
    ])
    expect(byName.get('g')?.parameters.map(({ name }) => name)).toEqual(['{0}', 'y'])
    expect([byName.get('f')?.isAsync, byName.get('A.make')?.isStatic, byName.get('A.size')?.isProperty, byName.get('A')?.bases]).toEqual([
      true,
      true,
      true,
      ['B.C'],
    ])
  })

  test('of plain JavaScript are the same', async () => {
    const tree = await parse(
      'function f(a, b = 2, { c }) {}\nclass A extends B { x = 1; go() {} }\nexports.h = function (a) {}\nmodule.exports = { f, k: A }\n',
      'a.js',
    )
    expect(typescript.declarations(tree).map((one) => `${one.kind} ${one.qualifiedName} ${one.exported}`)).toEqual([
      'function f true',
      'class A true',
      'property A.x true',
      'method A.go true',
      'function h true',
    ])
    expect([...typescript.bindings(tree).exports.keys()]).toEqual(['h', 'f', 'k'])
  })
})

test('imports of TypeScript say what is bound, with exact ranges', async () => {
  const text =
    "import d, { a as b, type T } from './x'\nimport * as ns from \"./y\"\nimport './side'\nexport { p as q } from './r'\nexport * from './s'\nconst { m: n, o } = require('./c')\nconst k = await import('./d')\nvi.importActual('./e')\n"
  const found = typescript.imports(await parse(text))
  expect(found.map((one) => [one.specifier, one.imported, one.local, one.reexport])).toEqual([
    ['./x', 'default', 'd', false],
    ['./x', 'a', 'b', false],
    ['./x', 'T', 'T', false],
    ['./y', null, 'ns', false],
    ['./side', null, null, false],
    ['./r', 'p', null, true],
    ['./s', null, null, true],
    ['./c', 'm', 'n', false],
    ['./c', 'o', 'o', false],
    ['./d', null, 'k', false],
    ['./e', null, null, false],
  ])
  expect(found.every((one) => text.slice(one.specifierRange.start, one.specifierRange.end) === one.specifier)).toBe(true)
  expect(found.slice(1, 3).map((one) => text.slice(one.item.start, one.item.end))).toEqual(['a as b', 'type T'])
})

test('exports of TypeScript are followed to what they stand for', async () => {
  const tree = await parse(
    "import { z } from './z'\nexport const a = 1, b = 2\nexport { c as d }\nfunction c() {}\nexport { z }\nexport { e as default } from './e'\nexport * as ns from './n'\nexport * from './s'\n",
  )
  const { exports, stars } = typescript.bindings(tree)
  expect([...exports].map(([name, entry]) => [name, entry.kind === 'local' ? entry.name : [entry.specifier, entry.imported]])).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['d', 'c'],
    ['z', ['./z', 'z']],
    ['default', ['./e', 'e']],
    ['ns', ['./n', null]],
  ])
  expect(stars).toEqual(['./s'])
})

describe('bindings of TypeScript', () => {
  test.each([
    ['a use and a type', "import { f } from 'm'\nconst x: f = f()\n", ['import', 'import']],
    ['a parameter', "import { f } from 'm'\nconst g = (f: number) => f\n", ['parameter']],
    ['a parameter taken apart', "import { f } from 'm'\nfunction g({ f }, [h]) { return f }\n", ['local']],
    ['a block', "import { f } from 'm'\n{ const f = 1; f }\nf\n", ['variable', 'import']],
    ['a hoisted function', "import { f } from 'm'\nfunction g() { f(); function f() {} }\n", ['local']],
    ['loops and catch', "import { f } from 'm'\nfor (const f of x) f\ntry {} catch (f) { f }\n", ['local', 'local', 'local']],
    ['keys, members, labels and text', "import { f } from 'm'\nx.f = { f: 1, 'f': 2 } // f\nconst s = 'f' + `f`\n", []],
    ['a shorthand', "import { f } from 'm'\nconst o = { f }\n", ['import']],
    ['a template', "import { f } from 'm'\nconst s = `${f}`\n", ['import']],
    ['a class and its members', "import { f } from 'm'\nclass A extends f { f = f; g() { return f } }\n", ['import', 'import', 'import']],
    ['a name that nobody binds', 'f()\n', [null]],
  ])('%s', async (_, text, expected) => {
    expect(await bindingsOf(text, 'f')).toEqual(expected)
  })

  test('hold for JSX', async () => {
    expect(await bindingsOf("import { F } from 'm'\nconst x = <F f={1}><F.G />F</F>\n", 'F', 'a.tsx')).toEqual([
      'import',
      'import',
      'import',
    ])
  })
})

describe('modules of TypeScript', () => {
  const paths = new Set(['src/a.ts', 'src/b/index.tsx', 'src/c.js', 'src/d.d.ts', 'src/index.ts', 'lib/e.mjs', 'test/a.test.ts'])
  test.each([
    ['../src/a', 'test/a.test.ts', 'src/a.ts'],
    ['../src/a.js', 'test/a.test.ts', 'src/a.ts'],
    ['../src/a.ts', 'test/a.test.ts', 'src/a.ts'],
    ['../src/b', 'test/a.test.ts', 'src/b/index.tsx'],
    ['../src', 'test/a.test.ts', 'src/index.ts'],
    ['.', 'src/a.ts', 'src/index.ts'],
    ['./c', 'src/a.ts', 'src/c.js'],
    ['./d', 'src/a.ts', 'src/d.d.ts'],
    ['../lib/e.mjs', 'src/a.ts', 'lib/e.mjs'],
    ['@/b', 'test/a.test.ts', 'src/b/index.tsx'],
    ['src/a', 'test/a.test.ts', 'src/a.ts'],
    ['../../a', 'src/a.ts', null],
    ['react', 'src/a.ts', null],
    ['./gone', 'src/a.ts', null],
  ])('%s from %s is %s', (specifier, from, expected) => {
    const target = typescript.resolver(treeOfPaths(paths)).resolve(specifier, from)
    expect(target.kind === 'file' ? target.path : null).toBe(expected)
  })

  test('are named without extension', () => {
    expect(['src/a.ts', 'src/b/index.tsx', 'src/d.d.ts'].map(typescript.resolver(treeOfPaths(paths)).moduleOf)).toEqual([
      'src/a',
      'src/b',
      'src/d',
    ])
  })
})
