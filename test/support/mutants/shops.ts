import { PYTHON_SHOP } from './python-shop.ts'
import { JEST_SHOP, VITEST_SHOP } from './script-shop.ts'

/** One small project of each framework: what is mutated, and the tests that are to notice it. */
export const SHOPS = {
  pytest: { files: PYTHON_SHOP, product: ['shop/price.py', 'shop/cart.py'], tests: ['tests/test_price.py', 'tests/test_cart.py'] },
  vitest: { files: VITEST_SHOP, product: ['src/price.js'], tests: ['test/price.test.js'] },
  jest: { files: JEST_SHOP, product: ['src/price.js'], tests: ['test/price.test.js'] },
} as const
