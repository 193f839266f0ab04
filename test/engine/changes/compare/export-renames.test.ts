import { expect, test } from 'vitest'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { changesBetween, changeTexts, repairContext, repairedText } from '../../../support/repair.ts'

const cart = 'export default function total(items) {\n  return items.length\n}\n'
const index = (name: string) => `export { default as ${name} } from './cart.js'\n`
const oldTest = "import { total } from '../src/index.js'\n\ntest('total', () => {\n  expect(total([])).toBe(0)\n})\n"
const at = { test: 'test/cart.test.js' }

test('a module that hands the same thing on under another name has renamed it', async () => {
  const [base, head] = [
    { 'src/index.js': index('total'), 'src/cart.js': cart },
    { 'src/index.js': index('sum'), 'src/cart.js': cart },
  ]
  expect(await changeTexts(base, head)).toEqual(['renamed total: total -> sum'])
  expect(
    (await changesBetween({ 'src/index.js': `// one\n${base['src/index.js']}` }, { 'src/index.js': `// one\n${head['src/index.js']}` }))[0]
      ?.line,
  ).toBe(2)
  expect(await repairedText(base, head, oldTest, at.test)).toBe(oldTest.replace('{ total }', '{ sum }').replace('total([])', 'sum([])'))
})

test('the same in a Python package', async () => {
  const [base, head] = [
    { 'shop/__init__.py': 'from .cart import _total as total\n', 'shop/cart.py': 'def _total(items):\n    return len(items)\n' },
    { 'shop/__init__.py': 'from .cart import _total as count\n', 'shop/cart.py': 'def _total(items):\n    return len(items)\n' },
  ]
  expect(await changeTexts(base, head)).toEqual(['renamed total: total -> count'])
  expect(await repairedText(base, head, 'from shop import total\n\ndef test_a():\n    assert total([]) == 0\n')).toBe(
    'from shop import count\n\ndef test_a():\n    assert count([]) == 0\n',
  )
})

test('a product file that imports the old name is left behind', async () => {
  const user = "import { total } from './index.js'\nexport const both = (a, b) => total(a) + total(b)\n"
  const base = { 'src/index.js': index('total'), 'src/cart.js': cart, 'src/user.js': user }
  const { changes, trees } = await repairContext(base, { ...base, 'src/index.js': index('sum') }, {})
  expect(changes.map((change) => findUnmigratedCallers(change, trees, new Map()).follows)).toEqual([false])
})

test('two new names for one thing say nothing clear', async () => {
  const base = { 'src/index.js': index('total'), 'src/cart.js': cart }
  const head = { 'src/index.js': index('sum') + index('count'), 'src/cart.js': cart }
  expect(await changeTexts(base, head)).toEqual(['reexport_removed total: src -> src/cart'])
})
