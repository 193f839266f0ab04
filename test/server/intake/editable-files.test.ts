import { expect, test } from 'vitest'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { whyNotEditable } from '../../../src/server/intake/editable-files.ts'
import type { Tree } from '../../../src/server/intake/tree.ts'

const pytest = frameworkNamed('pytest')
if (pytest === null) throw new Error('there is no pytest')
const tree = (files: Readonly<Record<string, string>>): Tree =>
  ({
    files: new Map(Object.entries(files).map(([path, text]) => [path, { mode: '100644', text, size: text.length }])),
    isComplete: true,
  }) as Tree
const files = { 'tests/data/order.json': '{}', 'shop/order.json': '{}', 'tests/test_a.py': '' }

test('data below a folder of tests may be edited as a test may', () => {
  expect(whyNotEditable('tests/data/order.json', pytest, tree(files), tree(files))).toBeNull()
  expect(whyNotEditable('tests/test_a.py', pytest, tree(files), tree(files))).toBeNull()
})

test.each([
  ['of the product', 'shop/order.json', 'it is not a test file'],
  ['in a hidden folder', 'tests/.data/order.json', 'it is a hidden file or in a hidden folder'],
  ['outside', '../tests/data/order.json', 'it is not a path inside the repository'],
  ['that is not there', 'tests/data/other.json', 'it is not part of the commit'],
])('data %s may not', (_, path, why) => {
  expect(whyNotEditable(path, pytest, tree(files), tree(files))).toBe(why)
})

test('nor data that differs in the tree that was tested', () => {
  const other = { ...files, 'tests/data/order.json': '{"a": 1}' }
  expect(whyNotEditable('tests/data/order.json', pytest, tree(files), tree(other))).toBe('its text differs in the tree that was tested')
})
