import { expect, test } from 'vitest'
import { ARROWS, mayImport, ruleOf } from './arrows.ts'
import { cyclesOf, wayRound } from './cycles.ts'
import { capabilityGraph, fileGraph } from './measures.ts'
import { sourceFiles } from './source-files.ts'

const files = sourceFiles('src')

test('imports follow the arrows', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => (target.startsWith('src/') && !mayImport(path, target) ? [`${path} imports ${target}`] : [])),
  )
  expect(wrong, 'move what both need to the folder that both may import, or pass it as a value; ARROWS says who may import whom').toEqual(
    [],
  )
})

test('every file of src has a rule', () => {
  const without = files.map(({ path }) => path).filter((path) => ruleOf(path) === undefined)
  expect(without, 'add its folder to ARROWS, with what it may import, and to the tree in the README').toEqual([])
})

test('every rule is for something that exists', () => {
  const inside = files.map(({ path }) => path.slice('src/'.length))
  const places = [...Object.keys(ARROWS), ...Object.values(ARROWS).flat()]
  const gone = places.filter((place) => !inside.some((path) => (place.endsWith('/') ? path.startsWith(place) : path === place)))
  expect([...new Set(gone)], 'remove it from ARROWS').toEqual([])
})

test('the trusted side runs no stage', () => {
  const stages = ['src/engine/pipeline.ts', 'src/engine/ports.ts', 'src/engine/stages/']
  const wrong = files.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) =>
      path.startsWith('src/server/') && stages.some((stage) => target.startsWith(stage)) ? [`${path} imports ${target}`] : [],
    ),
  )
  expect(wrong, 'the server judges texts; move the pure part out of the stage').toEqual([])
})

test('no files import each other, not even for a type', () => {
  const graph = fileGraph(files, { types: true })
  const cycles = cyclesOf(graph).map((group) => wayRound(graph, group))
  expect(cycles, 'move the type or function that points back into a file of its own').toEqual([])
})

test('no capabilities import each other', () => {
  const graph = capabilityGraph(files)
  const cycles = cyclesOf(graph).map((group) => wayRound(graph, group))
  expect(cycles, 'move what points back to the folder that is imported, or to one that both import').toEqual([])
})
