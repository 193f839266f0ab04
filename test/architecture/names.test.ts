import { expect, test } from 'vitest'
import { doubledNames, PROBE } from './measures.ts'
import { pathsBelow, sourceFiles } from './source-files.ts'

const files = sourceFiles('src')

test('names say what a file is for', () => {
  const vague = /(?:^|[-_/])(?:utils?|helpers?|managers?|services?|common|misc)(?:[-_./]|$)/
  const wrong = [...files.map(({ path }) => path), ...pathsBelow('src', PROBE)].filter((path) => vague.test(path))
  expect(wrong, 'name the file after the one thing that it does or is').toEqual([])
})

test('a name stands for one thing', () => {
  const doubled = doubledNames(files).map(({ name, paths }) => `${name}: ${paths.join(', ')}`)
  expect(
    doubled,
    'give one of them the word of its own field, or share one declaration; pairs that are fair stand in fair-names.ts',
  ).toEqual([])
})
