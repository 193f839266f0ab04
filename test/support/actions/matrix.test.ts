import { expect, test } from 'vitest'
import { expandMatrix, legName } from './matrix.ts'

test('crosses the axes in order and leaves out what is excluded', () => {
  expect(expandMatrix({ os: ['a', 'b'], py: [1, 2], exclude: [{ os: 'a', py: 2 }] })).toEqual([
    { os: 'a', py: 1 },
    { os: 'b', py: 1 },
    { os: 'b', py: 2 },
  ])
})

test("include adds to the legs that it contradicts nowhere, else it is a leg of its own (GitHub's documented example)", () => {
  const include = [
    { color: 'green' },
    { color: 'pink', animal: 'cat' },
    { fruit: 'apple', shape: 'circle' },
    { fruit: 'banana' },
    { fruit: 'banana', animal: 'cat' },
  ]
  expect(expandMatrix({ fruit: ['apple', 'pear'], animal: ['cat', 'dog'], include })).toEqual([
    { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
    { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
    { fruit: 'pear', animal: 'cat', color: 'pink' },
    { fruit: 'pear', animal: 'dog', color: 'green' },
    { fruit: 'banana' },
    { fruit: 'banana', animal: 'cat' },
  ])
})

test('without a matrix there is one leg, which has no name', () => {
  expect(expandMatrix(undefined).map(legName)).toEqual([''])
  expect(legName({ os: 'a', py: 3 })).toBe(' (a, 3)')
})
