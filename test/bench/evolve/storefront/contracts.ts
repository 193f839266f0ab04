import type { Change } from '../development/change.ts'

const CHECKOUT = 'test/checkout/checkout.test.ts'

/** Signatures, results and exceptions that change, with their callers in the product. */
export const contracts: readonly Change[] = [
  {
    name: 'checkout-stock-first',
    kind: 'parameter',
    says: 'checkout(stock, request): the stock comes first everywhere',
    mumbles: 'Argument order',
    product: [
      ['src/checkout/checkout.ts', 'checkout(request: CheckoutRequest, stock: Stock)', 'checkout(stock: Stock, request: CheckoutRequest)'],
    ],
    tests: [[CHECKOUT, /checkout\((\{.*?\}|request), stock\)/, 'checkout(stock, $1)']],
  },
  {
    name: 'shipping-options',
    kind: 'parameter',
    says: 'shippingCost takes one object',
    mumbles: 'Options objects',
    product: [
      [
        'src/shipping/rates.ts',
        'shippingCost(cart: Cart, total: Cents, country: string)',
        'shippingCost({ cart, total, country }: { readonly cart: Cart; readonly total: Cents; readonly country: string })',
      ],
      ['src/checkout/checkout.ts', 'shippingCost(cart, total, country)', 'shippingCost({ cart, total, country })'],
    ],
    tests: [
      [
        'test/shipping/rates.test.ts',
        /shippingCost\((light|addToCart\([^)]*\)), ([\d_]+), (country|'[A-Z]+')\)/,
        'shippingCost({ cart: $1, total: $2, country: $3 })',
      ],
      ['test/shipping/rates.test.ts', /country: country \}/, 'country }'],
    ],
  },
  {
    name: 'delivery-zone-first',
    kind: 'parameter',
    says: 'deliveryDay: zone before date',
    product: [['src/shipping/delivery.ts', 'deliveryDay(ordered: Date, zone: Zone)', 'deliveryDay(zone: Zone, ordered: Date)']],
    tests: [['test/shipping/delivery.test.ts', 'deliveryDay(new Date(ordered), zone)', 'deliveryDay(zone, new Date(ordered))']],
  },
  {
    name: 'discount-subtotal-first',
    kind: 'parameter',
    says: 'Discount functions take the subtotal first',
    mumbles: 'pricing: consistent arguments',
    product: [
      [
        'src/pricing/coupon.ts',
        'couponDiscount(coupon: Coupon, subtotal: Cents, now: Date)',
        'couponDiscount(subtotal: Cents, coupon: Coupon, now: Date)',
      ],
      ['src/pricing/quote.ts', 'couponDiscount(coupon, left, now)', 'couponDiscount(left, coupon, now)'],
      [
        'src/pricing/loyalty.ts',
        'loyaltyDiscount(customer: Customer | null, subtotal: Cents, now: Date)',
        'loyaltyDiscount(subtotal: Cents, customer: Customer | null, now: Date)',
      ],
      ['src/pricing/quote.ts', 'loyaltyDiscount(customer, left, now)', 'loyaltyDiscount(left, customer, now)'],
    ],
    tests: [
      ['test/pricing/coupon.test.ts', /couponDiscount\((ten|five|\{.*?\}), ([\w]+), NOW\)/, 'couponDiscount($2, $1, NOW)'],
      ['test/pricing/loyalty.test.ts', /loyaltyDiscount\((null|customer\(2021\)), ([\w]+), NOW\)/, 'loyaltyDiscount($2, $1, NOW)'],
    ],
  },
  {
    name: 'order-number-object',
    kind: 'parameter',
    says: 'orderNumber({ year, running })',
    product: [
      [
        'src/orders/numbers.ts',
        'orderNumber(year: number, running: number)',
        'orderNumber({ year, running }: { readonly year: number; readonly running: number })',
      ],
      [
        'src/checkout/checkout.ts',
        'orderNumber(now.getUTCFullYear(), request.running)',
        'orderNumber({ year: now.getUTCFullYear(), running: request.running })',
      ],
    ],
    tests: [['test/orders/order.test.ts', /orderNumber\(2024, ([\d_]+)\)/, 'orderNumber({ year: 2024, running: $1 })']],
  },
  {
    name: 'vat-entries',
    kind: 'shape',
    says: 'vatByRate returns a list of rates, maps do not survive JSON',
    mumbles: 'Serialisable quotes',
    product: [
      ['src/pricing/vat.ts', 'discount: Cents): Map<number, Cents> {', 'discount: Cents): VatShare[] {'],
      [
        'src/pricing/vat.ts',
        'return new Map([...gross].map(([percent, amount]) => [percent, includedVat(amount, percent)]))',
        'return [...gross].map(([percent, amount]) => ({ percent, amount: includedVat(amount, percent) }))',
      ],
      ['src/pricing/vat.ts', 'const REDUCED', 'export type VatShare = { readonly percent: number; readonly amount: Cents }\nconst REDUCED'],
      ['src/pricing/quote.ts', 'readonly vat: ReadonlyMap<number, Cents>', 'readonly vat: readonly VatShare[]'],
      ['src/pricing/quote.ts', 'import { vatByRate }', 'import { vatByRate, type VatShare }'],
      ['src/checkout/receipt.ts', '[...quote.vat].map(([percent, amount])', 'quote.vat.map(({ percent, amount })'],
    ],
    tests: [
      ['test/pricing/vat.test.ts', /^ {4}\[(\d+), (\d+)\],$/m, '    { percent: $1, amount: $2 },'],
      ['test/pricing/vat.test.ts', /\[\.\.\.vatByRate\((.*?)\)\]/, 'vatByRate($1)'],
      [
        'test/pricing/quote.test.ts',
        /expect\(\[\.\.\.vat\]\)\.toEqual\(\[\[(\d+), (\d+)\]\]\)/,
        'expect(vat).toEqual([{ percent: $1, amount: $2 }])',
      ],
    ],
  },
  {
    name: 'size-is-a-method',
    kind: 'shape',
    says: 'Catalog.size() is a method',
    product: [['src/catalog/catalog.ts', 'get size(): number', 'size(): number']],
    tests: [['test/catalog/catalog.test.ts', 'expect(catalog.size)', 'expect(catalog.size())']],
  },
  {
    name: 'search-with-scores',
    kind: 'shape',
    says: 'search() returns how well each product matches',
    product: [
      ['src/catalog/search.ts', 'query: string): Product[] {', 'query: string): Hit[] {'],
      ['src/catalog/search.ts', '.localeCompare(b.product.title))\n    .map(({ product }) => product)', '.localeCompare(b.product.title))'],
      [
        'src/catalog/search.ts',
        '/** Every word',
        'export type Hit = { readonly product: Product; readonly score: number }\n\n/** Every word',
      ],
    ],
    tests: [['test/catalog/search.test.ts', '.map((product) => product.title)', '.map(({ product }) => product.title)']],
  },
  {
    name: 'refund-async',
    kind: 'async',
    says: 'refundFor is asynchronous, it will ask the bank soon',
    mumbles: 'Prepare refunds',
    product: [
      [
        'src/orders/refund.ts',
        'export function refundFor(order: Order, sku: string): Cents {',
        'export async function refundFor(order: Order, sku: string): Promise<Cents> {',
      ],
    ],
    tests: [
      ['test/orders/order.test.ts', /expect\(refundFor\((order, '[^']*')\)\)\.toBe/, 'expect(await refundFor($1)).toBe'],
      [
        'test/orders/order.test.ts',
        "expect(() => refundFor(order, 'GA-001')).toThrow",
        "await expect(refundFor(order, 'GA-001')).rejects.toThrow",
      ],
      [
        'test/orders/order.test.ts',
        "it('gives back the share of what was paid', () =>",
        "it('gives back the share of what was paid', async () =>",
      ],
      ['test/orders/order.test.ts', "it('knows only the lines of the order', () =>", "it('knows only the lines of the order', async () =>"],
    ],
  },
  {
    name: 'receipt-async',
    kind: 'async',
    says: 'receipt() loads its template, so it is async now',
    product: [
      [
        'src/checkout/receipt.ts',
        /export function receipt\((.*)\): string\[\] \{/,
        'export async function receipt($1): Promise<string[]> {',
      ],
    ],
    tests: [
      [CHECKOUT, 'expect(receipt(', 'expect(await receipt('],
      [CHECKOUT, "total and tax', () =>", "total and tax', async () =>"],
    ],
  },
  {
    name: 'invalid-quantity',
    kind: 'exception',
    says: 'setQuantity throws InvalidQuantity',
    mumbles: 'Own error classes',
    product: [
      ['src/cart/cart.ts', 'throw new RangeError(', 'throw new InvalidQuantity('],
      [
        'src/cart/cart.ts',
        'export const MAX_PIECES = 99\n',
        'export const MAX_PIECES = 99\n\nexport class InvalidQuantity extends Error {}\n',
      ],
    ],
    tests: [
      ['test/cart/cart.test.ts', 'toThrow(RangeError)', 'toThrow(InvalidQuantity)'],
      ['test/cart/cart.test.ts', 'EMPTY_CART, MAX_PIECES', 'EMPTY_CART, InvalidQuantity, MAX_PIECES'],
    ],
  },
  {
    name: 'amount-syntax',
    kind: 'exception',
    says: 'parseCents: what cannot be read is a SyntaxError',
    mumbles: 'money errors',
    product: [['src/money/money.ts', 'throw new RangeError(`${JSON', 'throw new SyntaxError(`${JSON']],
    tests: [['test/money/money.test.ts', 'toThrow(RangeError)', 'toThrow(SyntaxError)']],
  },
  {
    name: 'transition-result',
    kind: 'exception',
    says: 'advance() returns null for a step that is not allowed',
    product: [
      ['src/orders/order.ts', 'state: OrderState): Order {', 'state: OrderState): Order | null {'],
      ['src/orders/order.ts', 'throw new IllegalTransition(order.state, state)', 'return null'],
    ],
    tests: [
      [
        'test/orders/order.test.ts',
        'expect(() => advance({ ...order, state: from }, to)).toThrow(IllegalTransition)',
        'expect(advance({ ...order, state: from }, to)).toBeNull()',
      ],
      ['test/orders/order.test.ts', 'import { advance, IllegalTransition, type', 'import { advance, type'],
    ],
  },
  {
    name: 'named-stock',
    kind: 'setup',
    says: 'A stock belongs to a warehouse',
    mumbles: 'warehouses',
    product: [
      [
        'src/catalog/stock.ts',
        'readonly #reserved = new Map<string, number>()\n',
        "readonly #reserved = new Map<string, number>()\n\n  constructor(readonly warehouse: { readonly code: string }) {\n    if (warehouse.code === '') throw new RangeError('a warehouse has a code')\n  }\n",
      ],
    ],
    tests: [['*', /new Stock\(\)/, "new Stock({ code: 'BER' })"]],
    breaks: ['test/catalog/stock.test.ts', CHECKOUT],
  },
  {
    name: 'titles-of-five-letters',
    kind: 'setup',
    says: 'Products need a real title',
    mumbles: 'Validate products',
    product: [
      [
        'src/catalog/product.ts',
        'has a negative price`)\n',
        'has a negative price`)\n  if (product.title.trim().length < 5) throw new InvalidProduct(`${product.sku} needs a title of five letters`)\n',
      ],
    ],
    tests: [
      ['test/products.ts', "title: 'Kite'", "title: 'Big Kite'"],
      ['test/catalog/product.test.ts', "title: '  Kite '", "title: '  Big Kite '"],
      ['test/catalog/product.test.ts', "toBe('Kite')", "toBe('Big Kite')"],
      ['test/catalog/search.test.ts', "'Atlas of Rivers', 'Kite'", "'Atlas of Rivers', 'Big Kite'"],
    ],
    breaks: [
      'cart/cart',
      'catalog/catalog',
      'catalog/product',
      'catalog/search',
      'checkout/checkout',
      'orders/order',
      'pricing/campaign',
      'pricing/coupon',
      'pricing/loyalty',
      'pricing/quote',
      'pricing/tiers',
      'shipping/rates',
    ].map((one) => `test/${one}.test.ts`),
  },
]
