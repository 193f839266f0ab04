import { describe, expect, test } from 'vitest'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { createProject, type Project } from '../../../../src/engine/changes/resolve/project.ts'
import { testParsers } from '../../../support/grammars.ts'
import { changesBetween, type Files } from '../../../support/repair.ts'

/** What is said of another product file: a caller, possibly one, or none. */
async function saidOf(base: Files, head: Files, path: string, text: string): Promise<'caller' | 'possible' | 'none'> {
  const [earlier, later] = [
    { ...base, [path]: text },
    { ...base, ...head, [path]: text },
  ]
  const parsers = await testParsers()
  const [before, after] = [earlier, later].map((files) => createProject(new Map(Object.entries(files)), parsers)) as [Project, Project]
  const changes = await changesBetween(earlier, later)
  expect(changes).not.toEqual([])
  const found = changes.flatMap(
    (change) => findUnmigratedCallers(change, { before, after, product: Object.keys(later) }, new Map()).unmigrated,
  )
  const here = found.filter(({ file }) => file === path)
  if (here.length === 0) return 'none'
  return here.every(({ isPossible }) => isPossible) ? 'possible' : 'caller'
}

describe('a renamed method of TypeScript', () => {
  const shelf = (name: string) => ({
    'src/shelf.ts': `export class Shelf {\n  ${name}(box: string): void {\n    this.boxes = box\n  }\n}\n`,
  })

  test.each([
    ['an array of its own class', `class Board { private tasks: string[] = []; run(t: string) { this.tasks.push(t) } }`, 'none'],
    ['an array that the constructor makes', `class Board { constructor() { this.rows = [] } run(t) { this.rows.push(t) } }`, 'none'],
    ['what the constructor is given', `class Board { constructor(rows) { this.rows = rows } run(t) { this.rows.push(t) } }`, 'possible'],
    [
      'an array, or what somebody gives',
      `class Board { constructor() { this.rows = [] } set(r) { this.rows = r } run(t) { this.rows.push(t) } }`,
      'possible',
    ],
    [
      'an object of the class that the constructor makes',
      `import { Shelf } from './shelf'\nclass Board { constructor() { this.top = new Shelf() } run(t) { this.top.push(t) } }`,
      'caller',
    ],
    ['a list by its value', `export const run = () => { const rows = []; rows.push('a'); return rows }`, 'none'],
    ['a member of an interface', `interface Board { rows: string[] }\nexport const run = (b: Board) => b.rows.push('a')`, 'none'],
    ['a receiver without a type', `export const run = (b) => b.push('a')`, 'possible'],
    ['an object of the class', `import { Shelf } from './shelf'\nexport const run = (s: Shelf) => s.push('a')`, 'caller'],
    ['a cast to the class', `import { Shelf } from './shelf'\nexport const run = (s: unknown) => (s as Shelf).push('a')`, 'caller'],
    ['a key in quotes', `export const run = (s) => s['push']('a')`, 'possible'],
    ['a text', `export const label = 'push'`, 'none'],
  ])('%s', async (_, text, expected) => {
    expect(await saidOf(shelf('push'), shelf('place'), 'src/use.ts', text)).toBe(expected)
  })
})

describe('a renamed method of Python', () => {
  const shelf = (name: string) => ({
    'shop/__init__.py': '',
    'shop/shelf.py': `class Shelf:\n    def ${name}(self, key):\n        return self.boxes[key]\n`,
  })

  test.each([
    ['a dictionary', 'PRICES = {}\n\ndef run(key):\n    return PRICES.get(key)\n', 'none'],
    [
      'a dictionary of the class',
      'class A:\n    def __init__(self):\n        self.x = {}\n\n    def run(self):\n        return self.x.get(1)\n',
      'none',
    ],
    ['a dictionary by its type', 'def run(x: dict[str, int]):\n    return x.get(1)\n', 'none'],
    ['keywords', 'def run(**options):\n    return options.get("a")\n', 'none'],
    ['the environment', 'import os\n\nA = os.environ.get("A")\n', 'none'],
    ['a receiver without a type', 'def run(x):\n    return x.get(1)\n', 'possible'],
    ['an item', 'def run(**rows):\n    return rows["a"].get(1)\n', 'possible'],
    ['any object', 'from typing import Any\n\n\ndef run(x: Any):\n    return x.get(1)\n', 'possible'],
    ['an object of the class', 'from shop.shelf import Shelf\n\n\ndef run(x: "Shelf"):\n    return x.get(1)\n', 'caller'],
  ])('%s', async (_, text, expected) => {
    expect(await saidOf(shelf('get'), shelf('take'), 'shop/use.py', text)).toBe(expected)
  })
})

describe('a renamed constant', () => {
  const rates = (name: string) => ({ 'shop/__init__.py': '', 'shop/rates.py': `${name} = 12\n` })

  test.each([
    ['a key of data', 'def run(row):\n    return row["OPEN"]\n', 'none'],
    ['a value', 'def run(row):\n    return row == "OPEN"\n', 'none'],
    ['a name that is asked for', 'def run(module, name="OPEN"):\n    return getattr(module, name)\n', 'possible'],
    ['the name of the module', 'from shop import rates\n\n\ndef run():\n    return getattr(rates, "OPEN")\n', 'caller'],
    ['a path', 'PATH = "shop.rates:OPEN"\n', 'caller'],
  ])('%s', async (_, text, expected) => {
    expect(await saidOf(rates('OPEN'), rates('UNLOCKED'), 'shop/use.py', text)).toBe(expected)
  })
})

test('a class beside it that still bears the name is used alike', async () => {
  const shapes = (name: string) => ({
    'draw/__init__.py': '',
    'draw/shapes.py': `class Square:\n    def area(self):\n        return self.side**2\n\n\nclass Circle:\n    def ${name}(self):\n        return 3 * self.radius**2\n`,
  })
  const text = 'def covered(shapes):\n    return sum(shape.area() for shape in shapes)\n'
  expect(await saidOf(shapes('area'), shapes('surface'), 'draw/canvas.py', text)).toBe('caller')
})
