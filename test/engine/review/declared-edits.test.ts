import { describe, expect, test } from 'vitest'
import { foreignEdit } from '../../../src/engine/review/declared-edits.ts'
import type { ContractChange, Parameter } from '../../../src/model/contract-change.ts'
import { testParsers } from '../../support/grammars.ts'

const parsers = await testParsers()

const renamed: ContractChange = {
  kind: 'renamed',
  symbol: 'total',
  newSymbol: 'grand_total',
  file: 'src/shop/cart.py',
  oldFile: 'src/shop/cart.py',
  line: 1,
  before: 'total',
  after: 'grand_total',
  oldParameters: [],
  newParameters: [],
  similarity: 1,
}
const moved: ContractChange = { ...renamed, kind: 'moved', newSymbol: null, file: 'src/shop/sums.py' }
const parameter = (name: string, kind: Parameter['kind'] = 'positional'): Parameter => ({ name, kind, default: null, type: null })
const parameterRenamed: ContractChange = {
  ...renamed,
  kind: 'parameter_renamed',
  newSymbol: null,
  oldParameters: [parameter('items'), parameter('tax')],
  newParameters: [parameter('items'), parameter('rate')],
}
const parameterRemoved: ContractChange = { ...parameterRenamed, kind: 'parameter_removed', newParameters: [parameter('items')] }

const judge = (before: string, after: string, change: ContractChange, path = 'tests/test_cart.py') =>
  foreignEdit({ path, before, after }, [change], parsers)

describe('a declared edit is allowed', () => {
  test.each([
    ['a name', 'assert total([1]) == 1\n', 'assert grand_total([1]) == 1\n', renamed],
    ['an import', 'from shop.cart import total\n', 'from shop.cart import grand_total\n', renamed],
    ['an aliased import', 'from shop.cart import total as t\n', 'from shop.cart import grand_total as t\n', renamed],
    ['a patch string', "with patch('shop.cart.total'):\n    pass\n", "with patch('shop.cart.grand_total'):\n    pass\n", renamed],
    ['a patched attribute', "patch.object(cart, 'total')\n", "patch.object(cart, 'grand_total')\n", renamed],
    ['a patch string through another module', "patch('shop.checkout.total')\n", "patch('shop.checkout.grand_total')\n", renamed],
    ['a moved import', 'from shop.cart import total, Cart\n', 'from shop.cart import Cart\nfrom shop.sums import total\n', moved],
    [
      'the module that it moved to, beside its old one',
      'from shop import cart\nassert cart.total(1) == cart.one\n',
      'from shop import cart\nfrom shop import sums\nassert sums.total(1) == cart.one\n',
      moved,
    ],
    ['a moved patch string', "patch('shop.cart.total')\n", "patch('shop.sums.total')\n", moved],
    ['a keyword', 'assert total([1], tax=2) == 3\n', 'assert total([1], rate=2) == 3\n', parameterRenamed],
    ['a dropped argument', 'assert total([1], 2) == 3\n', 'assert total([1]) == 3\n', parameterRemoved],
    ['a dropped list', 'assert total([1], []) == 3\n', 'assert total([1]) == 3\n', parameterRemoved],
    ['a dropped mapping', "assert total([1], {'rate(s)': (0.2, -1)}) == 3\n", 'assert total([1]) == 3\n', parameterRemoved],
    [
      'reordered arguments',
      'assert total([1], 2) == 3\n',
      'assert total(2, [1]) == 3\n',
      { ...parameterRenamed, kind: 'parameters_reordered' as const },
    ],
  ])('%s', (_, before, after, change) => {
    expect(judge(before, after, change)).toBeNull()
  })

  test('an argument that is made by running something is more than a value', () => {
    const drop = (argument: string) => judge(`total(items, ${argument})\n`, 'total(items)\n', parameterRemoved, 'test/cart.test.ts')
    expect(drop('[rate, { deep: true }]')).toBeNull()
    for (const argument of ['new Rate', '[new Rate]', 'delete cart.rate']) expect(drop(argument), argument).not.toBeNull()
  })

  test('a specifier of a mocked module', () => {
    const change: ContractChange = { ...moved, symbol: 'total', oldFile: 'src/cart.ts', file: 'src/sums.ts' }
    expect(judge("vi.mock('../src/cart')\n", "vi.mock('../src/sums')\n", change, 'test/cart.test.ts')).toBeNull()
    expect(
      judge("import { total } from '../src/cart.js'\n", "import { total } from '../src/sums.js'\n", change, 'test/cart.test.ts'),
    ).toBeNull()
  })
})

describe('anything else is foreign', () => {
  test.each([
    ['an expected value', 'assert total([1]) == 1\n', 'assert grand_total([1]) == 2\n', renamed],
    ['an expected string that reads like the name', "assert label() == 'total'\n", "assert label() == 'grand_total'\n", renamed],
    ['a removed assertion', 'x = total([1])\nassert x == 1\n', 'x = grand_total([1])\n', renamed],
    [
      'an added skip',
      'def test_a():\n    assert total([1]) == 1\n',
      '@pytest.mark.skip\ndef test_a():\n    assert grand_total([1]) == 1\n',
      renamed,
    ],
    ['a loosened comparison', 'assert total([1]) == 1\n', 'assert grand_total([1]) >= 1\n', renamed],
    ['an unrelated name', 'assert total([1]) == 1\n', 'assert subtotal([1]) == 1\n', renamed],
    ['a changed indentation', 'if a:\n    b()\n    assert total([1]) == 1\n', 'if a:\n    b()\nassert grand_total([1]) == 1\n', renamed],
    ['a commented assertion', 'assert total([1]) == 1\n', '# assert grand_total([1]) == 1\n', renamed],
    ['a new argument', 'assert total([1]) == 1\n', 'assert total([1], rate=0) == 1\n', parameterRenamed],
    ['a changed argument', 'assert total([1], tax=2) == 3\n', 'assert total([1], rate=3) == 3\n', parameterRenamed],
    ['a dropped call', 'assert total([1], f()) == 3\n', 'assert total([1]) == 3\n', parameterRemoved],
    ['a dropped list with a call', 'assert total([1], [f()]) == 3\n', 'assert total([1]) == 3\n', parameterRemoved],
    ['a dropped text with a call', "assert total([1], [f'{g()}']) == 3\n", 'assert total([1]) == 3\n', parameterRemoved],
    ['a dropped loop', 'assert total([1], [x for x in xs]) == 3\n', 'assert total([1]) == 3\n', parameterRemoved],
    ['an argument of another function', 'assert sum([1], 2) == 3\n', 'assert sum([1]) == 3\n', parameterRemoved],
    ['a patch string of another name', "patch('shop.cart.tax')\n", "patch('shop.cart.grand_total')\n", renamed],
    ['another import under the old name', 'from shop.cart import total\n', 'from shop.cart import cart as total\n', renamed],
    ['an import from elsewhere', 'from shop.cart import total\n', 'from fakes import grand_total\n', renamed],
    ['swapped imports', 'from shop.cart import a, b\n', 'from shop.cart import b as a, a as b\n', renamed],
    [
      'the new module under a name that was taken',
      'from shop import cart\nsums = 1\nassert cart.total(1) == sums\n',
      'from shop import cart\nfrom shop import sums\nsums = 1\nassert sums.total(1) == sums\n',
      moved,
    ],
    [
      'a module that nothing moved to',
      'from shop import cart\nassert cart.total(1) == 1\n',
      'from shop import cart\nfrom shop import fakes\nassert fakes.total(1) == 1\n',
      moved,
    ],
    ['a side effect', 'import a\n', 'import a\nimport fakes\n', renamed],
    ['an await', 'assert total([1]) == 1\n', 'assert await grand_total([1]) == 1\n', renamed],
  ])('%s', (_, before, after, change) => {
    expect(judge(before, after, change)).not.toBeNull()
  })
})
