import type { Files } from '../../support/repair.ts'
import type { TextCase } from '../../support/review-case.ts'

/** A small product before and after one declared change, and the test file that an edit is about. */
export type Shop = { readonly base: Files; readonly head: Files; readonly test: string; readonly framework: 'pytest' | 'vitest' }

const TOTAL = `def total(items, tax=0):
    whole = 0
    for item in items:
        whole += item.price
    return whole + tax
`
const CART = `class Cart:
    def __init__(self, items):
        self.items = items

    def add_item(self, item):
        self.items.append(item)
        return self
`
const LABEL = 'def label(cart):\n    return "cart of " + str(len(cart.items))\n'
const python = (files: Files): Files => ({
  'src/shop/__init__.py': '',
  'src/shop/fakes.py': 'def total(items):\n    return 3\n\n\ndef grand_total(items):\n    return 3\n',
  ...files,
})
const cartOf = (total: string): string => `${LABEL}\n\n${CART}${total === '' ? '' : `\n\n${total}`}`
const pythonShop = (head: Files): Shop => ({
  base: python({ 'src/shop/cart.py': cartOf(TOTAL) }),
  head: python(head),
  test: 'tests/test_cart.py',
  framework: 'pytest',
})
/** Another module that imports from the cart, and passes on what it imports. */
const withCheckout = (shop: Shop, before: string, after: string): Shop => ({
  ...shop,
  base: { ...shop.base, 'src/shop/checkout.py': `from shop.cart import Cart, ${before}\n` },
  head: { ...shop.head, 'src/shop/checkout.py': `from shop.cart import Cart, ${after}\n` },
})

/** `total` became `grand_total`. */
export const renamed = withCheckout(
  pythonShop({ 'src/shop/cart.py': cartOf(TOTAL.replace('def total', 'def grand_total')) }),
  'total',
  'grand_total',
)
/** `total` went from `shop.cart` to `shop.sums`. */
export const moved = pythonShop({ 'src/shop/cart.py': cartOf(''), 'src/shop/sums.py': TOTAL })
/** The parameter `tax` of `total` became `rate`. */
export const parameterRenamed = pythonShop({ 'src/shop/cart.py': cartOf(TOTAL.replaceAll('tax', 'rate')) })
/** The parameter `tax` of `total` is gone. */
export const parameterRemoved = pythonShop({ 'src/shop/cart.py': cartOf(TOTAL.replace(', tax=0', '').replace(' + tax', '')) })
/** `items` and `tax` of `total` changed places, and both are required. */
export const reordered: Shop = {
  ...pythonShop({ 'src/shop/cart.py': cartOf(TOTAL.replace('items, tax=0', 'tax, items')) }),
  base: python({ 'src/shop/cart.py': cartOf(TOTAL.replace('tax=0', 'tax')) }),
}
/** `Cart.add_item` became `Cart.put`. */
export const methodRenamed = withCheckout(
  pythonShop({ 'src/shop/cart.py': cartOf(TOTAL).replace('def add_item', 'def put') }),
  'total',
  'total',
)
/** The module `shop.cart` became `shop.basket`. */
export const moduleMoved = pythonShop({ 'src/shop/basket.py': cartOf(TOTAL) })

const SCRIPT_TOTAL = `export function total(items: Item[], options: { tax?: number } = {}): number {
  return items.reduce((sum, item) => sum + item.price, 0) + (options.tax ?? 0)
}
`
const SCRIPT_CART = `export class Cart {
  items: Item[] = []
  addItem(item: Item): this {
    this.items.push(item)
    return this
  }
}
`
const scriptShop = (head: Files): Shop => ({
  base: { 'src/cart.ts': `${SCRIPT_CART}\n${SCRIPT_TOTAL}` },
  head,
  test: 'test/cart.test.ts',
  framework: 'vitest',
})

/** `total` became `grandTotal`. */
export const scriptRenamed = scriptShop({ 'src/cart.ts': `${SCRIPT_CART}\n${SCRIPT_TOTAL.replace('total', 'grandTotal')}` })
/** `total` went from `src/cart` to `src/sums`. */
export const scriptMoved = scriptShop({ 'src/cart.ts': SCRIPT_CART, 'src/sums.ts': SCRIPT_TOTAL })
/** The module `src/cart` became `src/basket`. */
export const scriptModuleMoved = scriptShop({ 'src/basket.ts': `${SCRIPT_CART}\n${SCRIPT_TOTAL}` })
/** The option `tax` of `total` became `rate`. */
export const optionRenamed = scriptShop({ 'src/cart.ts': `${SCRIPT_CART}\n${SCRIPT_TOTAL.replaceAll('tax', 'rate')}` })

/** An edit of the shop's one test file. */
export function editOf({ base, head, test, framework }: Shop, before: string, after: string): TextCase {
  return { base: { ...base, [test]: before }, head: { ...head, [test]: before }, edited: { [test]: after }, framework }
}
