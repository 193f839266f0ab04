import { expect, test } from 'vitest'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { judgedTwice } from '../../support/mutants/judged-twice.ts'
import { PYTHON_SHOP } from '../../support/mutants/python-shop.ts'

test('a batch under pytest judges mutants as runs of their own do, and says where it cannot', async () => {
  const { mutants, reason } = await judgedTwice({
    ...{
      framework: 'pytest',
      home: await frameworkHome('pytest'),
      files: PYTHON_SHOP,
      every: Number(process.env['SUTURE_TEST_EVERY'] ?? 4),
    },
    product: ['shop/price.py', 'shop/cart.py'],
    tests: ['tests/test_price.py', 'tests/test_cart.py'],
  })
  expect(reason).toBe('')
  const judged = mutants.filter(({ batch }) => batch !== 'not_judged')
  const wrong = judged.filter(({ batch, single }) => batch !== single)
  expect(
    wrong.map(
      ({ mutant, batch, single }) => `${mutant.file}:${mutant.line} ${mutant.original} → ${mutant.replacement}: ${batch}, ${single}`,
    ),
  ).toEqual([])
  expect(judged.length).toBeGreaterThan(mutants.length * 0.7)
  // what a module does while it is loaded, and what that enters, needs a process of its own
  const open = mutants.filter(({ batch }) => batch === 'not_judged').map(({ mutant }) => mutant.symbol)
  expect(
    open.filter((symbol) => symbol !== null && !['on_import', 'priced', 'Cart.size', 'RATE', 'LIMITS', 'START', 'double'].includes(symbol)),
  ).toEqual([])
})
