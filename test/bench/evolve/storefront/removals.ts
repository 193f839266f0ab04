import { drop } from '../development/apply-edits.ts'
import type { Change } from '../development/change.ts'

/** One `it` or `test` with its blank line. */
const one = (title: string) =>
  new RegExp(`\\n( *)(?:it|test)(?:\\.each\\([^\\n]*\\))?\\('${title}[^\\n]*\\n(?:\\1 [^\\n]*\\n|\\n)*?\\1\\}\\)\\n`)

/** What goes, with what a person does to its tests. */
export const removals: readonly Change[] = [
  {
    name: 'no-merging',
    kind: 'removal',
    says: 'Guests keep their own cart: remove mergeCarts',
    mumbles: 'Cleanup',
    product: [drop('src/cart/merge.ts'), ['src/index.ts', /export \{ mergeCarts \}.*\n/, '']],
    tests: [
      ['test/cart/cart.test.ts', /\ndescribe\('mergeCarts(?:.|\n)*$/, ''],
      ['test/cart/cart.test.ts', /import \{ mergeCarts \}.*\n/, ''],
      ['test/cart/cart.test.ts', 'import { atlas, chess, tea }', 'import { atlas, tea }'],
    ],
  },
  {
    name: 'no-assert-cents',
    kind: 'removal',
    says: 'Remove assertCents, types do that',
    product: [['src/money/money.ts', /export function assertCents(?:.*\n)+?\}\n\n/, '']],
    tests: [
      ['test/money/money.test.ts', /\ndescribe\('assertCents(?:.|\n)*$/, ''],
      ['test/money/money.test.ts', 'import { assertCents, formatCents', 'import { formatCents'],
    ],
  },
  {
    name: 'no-shipping-from-stock',
    kind: 'removal',
    says: 'Stock.ship moved to the warehouse service',
    mumbles: 'Remove dead code',
    product: [['src/catalog/stock.ts', /\n {2}ship\((?:.*\n)+? {2}\}\n/, '']],
    tests: [['test/catalog/stock.test.ts', one('shipping takes the piece'), '']],
  },
  {
    name: 'no-limit',
    kind: 'removal',
    says: 'Coupons no longer have a limit',
    mumbles: 'Simplify coupons',
    product: [
      ['src/pricing/coupon.ts', 'readonly percent: number; readonly limit?: Cents', 'readonly percent: number'],
      ['src/pricing/coupon.ts', /const discount = (percentOf\(.*\))\n {2}return Math\.min\(.*\n/, 'return $1\n'],
    ],
    tests: [['test/pricing/coupon.test.ts', one('stops at its limit'), '']],
  },
  {
    name: 'no-accents',
    kind: 'removal',
    says: 'search: stop folding accents, the index does it',
    mumbles: 'Search cleanup',
    product: [['src/catalog/search.ts', /text\n {4}\.normalize.*\n.*\n {4}\.toLowerCase\(\)/, 'text.toLowerCase()']],
    tests: [['test/catalog/search.test.ts', "titles('CREME')", "titles('CRÈME')"]],
  },
  {
    name: 'no-check-digits',
    kind: 'removal',
    says: 'Nobody checks order numbers: remove isOrderNumber',
    product: [['src/orders/numbers.ts', /\nexport function isOrderNumber(?:.*\n)+?\}\n/, '']],
    tests: [
      ['test/orders/order.test.ts', 'import { isOrderNumber, orderNumber }', 'import { orderNumber }'],
      ['test/orders/order.test.ts', /\n *expect\(isOrderNumber\(orderNumber\(.*\)\)\)\.toBe\(true\)/, ''],
      ['test/orders/order.test.ts', one('notices a wrong'), ''],
    ],
  },
  {
    name: 'no-dollars',
    kind: 'removal',
    says: 'We only write the symbol of the euro',
    mumbles: 'Symbols',
    product: [['src/money/money.ts', "{ EUR: '€', USD: '$', GBP: '£' }", "{ EUR: '€' }"]],
    tests: [['test/money/money.test.ts', "'USD')).toBe('$4.50')", "'USD')).toBe('USD 4.50')"]],
  },
]
