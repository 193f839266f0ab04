import { describe, expect, test } from 'vitest'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { resolveExpression } from '../../../../src/engine/changes/resolve/resolve-expression.ts'
import { testParsers } from '../../../support/grammars.ts'

/** What each `.take` of a file is: the member of the class, something of another type, or unknown. */
async function receivers(path: string, text: string): Promise<readonly string[]> {
  const project = createProject(new Map([[path, text]]), await testParsers())
  const file = project.file(path) ?? expect.fail('no file')
  return file
    .bindings()
    .memberAccesses.filter(({ name }) => name === 'take')
    .map((access) => resolveExpression(project, file, access).kind)
}

describe('what a receiver is in TypeScript', () => {
  const shelf = 'class Shelf { take() {} }\ninterface Room { shelf: Shelf; names: string[]; rows(): number[] }\n'

  test.each([
    ['an array by its value', 'const x = []\nx.take', 'external'],
    ['an array by its type', 'function f(x: string[]) { x.take }', 'external'],
    ['an array that is only read', 'function f(x: readonly string[]) { x.take }', 'external'],
    ['a map', 'function f(x: Map<string, number>) { x.take }', 'external'],
    ['a text', 'function f(x: string) { x.take }', 'external'],
    ['rest parameters', 'function f(...x) { x.take }', 'external'],
    ['a cast to an array', 'function f(y) { const x = y as string[]; x.take }', 'external'],
    ['a cast to a class', 'function f(y) { const x = {} as Shelf; x.take }', 'symbol'],
    ['a constant', 'function f() { const x = ["a"] as const; x.take }', 'external'],
    ['any', 'function f(x: any) { x.take }', 'unknown'],
    ['unknown', 'function f(x: unknown) { x.take }', 'unknown'],
    ['no type', 'function f(x) { x.take }', 'unknown'],
    ['either of two', 'function f(x: Shelf | string[]) { x.take }', 'unknown'],
    ['the class', 'function f(x: Shelf) { x.take }', 'symbol'],
    ['a member of an interface', 'function f(x: Room) { x.names.take }', 'external'],
    ['a result of an interface', 'function f(x: Room) { x.rows().take }', 'external'],
    ['the class in an interface', 'function f(x: Room) { const s = x.shelf; s.take }', 'symbol'],
  ])('%s', async (_, text, expected) => {
    expect(await receivers('a.ts', shelf + text)).toEqual([expected])
  })

  test('a field of the class itself', async () => {
    const text =
      'class A { private x: string[] = []; y = []; constructor(private z: Map<string, string>) {} f() { this.x.take; this.y.take; this.z.take } }'
    expect(await receivers('a.ts', text)).toEqual(['external', 'external', 'external'])
  })
})

describe('what a receiver is in Python', () => {
  const shelf = 'class Shelf:\n    def take(self):\n        pass\n\n'

  test.each([
    ['dict[…]', 'x: dict[str, int]', 'external'],
    ['Dict[…]', 'x: Dict[str, int]', 'external'],
    ['typing.Dict[…]', 'x: typing.Dict[str, int]', 'external'],
    ['Optional', 'x: Optional[Shelf]', 'symbol'],
    ['typing.Optional', 'x: typing.Optional[Shelf]', 'symbol'],
    ['Union with None', 'x: Union[Shelf, None]', 'symbol'],
    ['Union of two', 'x: Union[Shelf, dict]', 'unknown'],
    ['a class in quotes', 'x: "Shelf"', 'symbol'],
    ['Any', 'x: Any', 'unknown'],
    ['typing.Any', 'x: typing.Any', 'unknown'],
    ['object', 'x: object', 'unknown'],
    ['a class or None', 'x: Shelf | None', 'symbol'],
    ['keywords', '**x', 'external'],
    ['positional ones', '*x', 'external'],
    ['no type', 'x', 'unknown'],
    ['an item', 'rows: dict[str, int], x=None', 'unknown'],
  ])('%s', async (_, parameter, expected) => {
    const text = 'import typing\nfrom typing import Any, Dict, Optional, Union\n'
    expect(await receivers('a.py', `${text}${shelf}def f(${parameter}):\n    x.take\n`)).toEqual([expected])
  })

  test('an item of a list is anything', async () => {
    expect(await receivers('a.py', 'def f(*x):\n    x[0].take\n')).toEqual(['unknown'])
  })
})
