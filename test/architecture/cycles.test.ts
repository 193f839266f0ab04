import { expect, test } from 'vitest'
import { cyclesOf, wayRound } from './cycles.ts'
import { capabilityGraph, doubledNames, fileGraph } from './measures.ts'
import { sourceFile } from './source-files.ts'

const graph = new Map([
  ['a', ['b']],
  ['b', ['c', 'd']],
  ['c', ['a']],
  ['d', ['e', 'f']],
  ['e', ['d']],
  ['f', ['outside']],
  ['g', ['g']],
])

test('cycles are the groups that reach each other, each with a shortest way round', () => {
  expect(cyclesOf(graph)).toEqual([['a', 'b', 'c'], ['d', 'e'], ['g']])
  expect(wayRound(graph, ['a', 'b', 'c'])).toBe('a → b → c → a')
  expect(cyclesOf(new Map([['a', ['b']]]))).toEqual([])
})

test('a type that points back is a cycle with types alone; re-exports and dynamic imports count', () => {
  const files = [
    sourceFile('src/engine/a/a.ts', "import { b } from '../b/b.ts'\nexport type A = typeof b\n"),
    sourceFile(
      'src/engine/b/b.ts',
      "import type { A } from '../a/a.ts'\nexport const b = 1 as unknown as A\nexport const c = () => import('./c.ts')\n",
    ),
    sourceFile('src/engine/b/c.ts', "export { b } from './b.ts'\n"),
  ]
  expect(cyclesOf(fileGraph(files, { types: false }))).toEqual([['src/engine/b/b.ts', 'src/engine/b/c.ts']])
  expect(cyclesOf(fileGraph(files, { types: true }))).toEqual([files.map(({ path }) => path)])
  expect(cyclesOf(capabilityGraph(files))).toEqual([['src/engine/a', 'src/engine/b']])
})

test('a name doubled is one that two files declare, but for the twins of two languages', () => {
  const files = [
    sourceFile('src/engine/a.ts', 'export const same = 1\nexport type Other = string\n'),
    sourceFile('src/engine/b.ts', "export function same() {}\nexport type { Other } from './a.ts'\n"),
    sourceFile('src/engine/languages/python/x.ts', 'export const twin = 1\n'),
    sourceFile('src/engine/languages/typescript/x.ts', 'export const twin = 1\n'),
  ]
  expect(doubledNames(files)).toEqual([{ name: 'same', paths: ['src/engine/a.ts', 'src/engine/b.ts'] }])
})
