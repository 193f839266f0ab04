import { add } from '../development/apply-edits.ts'
import type { Change } from '../development/change.ts'

const NOTIFY = `import type { Order } from './order'

export type Send = (to: string, text: string) => void

/** Tells a customer what became of an order. */
export function notify(order: Order, to: string, send: Send): void {
  send(to, \`Order \${order.number} is \${order.state}\`)
}
`
const NOTIFY_TEST = `import { expect, test, vi } from 'vitest'
import { notify } from '../../src/orders/notify'

const order = { number: '2024-000042-7', lines: [], total: 0, shipping: 0, state: 'paid' } as const

test('tells the customer', () => {
  const send = vi.fn()
  notify(order, 'ada@example.com', send)
  expect(send).toHaveBeenCalledWith('ada@example.com', 'Order 2024-000042-7 is paid')
})
`
const RECOMMEND = `import type { Product } from '../catalog/product'

/** A few products of the same category, another choice each time. */
export function recommend(products: readonly Product[], seen: Product, count = 2): Product[] {
  return products
    .filter((product) => product.category === seen.category && product.sku !== seen.sku)
    .sort(() => Math.random() - 0.5)
    .slice(0, count)
}
`
const RECOMMEND_TEST = `import { expect, test } from 'vitest'
import { recommend } from '../../src/catalog/recommend'
import { chess } from '../products'

const games = ['Go', 'Ludo', 'Checkers'].map((title, at) => ({ ...chess, sku: \`GA-10\${at}\`, title }))

test('recommends other products of the category', () => {
  expect(recommend(games, chess).map(({ title }) => title)).not.toContain('Checkers')
})

test('recommends nothing else', () => {
  expect(recommend([chess], chess)).toEqual([])
})
`
const TOKEN = `/** A token for the link in a mail. */
export function token(length = 6): string {
  return Array.from({ length }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[Math.floor(Math.random() * 32)]).join('')
}
`
const TOKEN_TEST = `import { expect, test } from 'vitest'
import { token } from '../../src/customers/token'

test('a token has letters and digits', () => {
  expect(token()).toMatch(/\\d/)
  expect(token()).toMatch(/[a-z]/)
})
`

/** What breaks nothing, what is new, what is flaky, and what comes from outside. */
export const plain: readonly Change[] = [
  {
    name: 'notify',
    kind: 'feature',
    says: 'Tell customers about their orders',
    product: [add('src/orders/notify.ts', NOTIFY)],
    tests: [add('test/orders/notify.test.ts', NOTIFY_TEST)],
  },
  {
    name: 'notify-object',
    kind: 'mock',
    says: 'Mails are objects: send({ to, text })',
    mumbles: 'mail api',
    product: [
      ['src/orders/notify.ts', '(to: string, text: string) => void', '(mail: { readonly to: string; readonly text: string }) => void'],
      [
        'src/orders/notify.ts',
        'send(to, `Order ${order.number} is ${order.state}`)',
        'send({ to, text: `Order ${order.number} is ${order.state}` })',
      ],
    ],
    tests: [
      [
        'test/orders/notify.test.ts',
        "('ada@example.com', 'Order 2024-000042-7 is paid')",
        "({ to: 'ada@example.com', text: 'Order 2024-000042-7 is paid' })",
      ],
    ],
  },
  {
    name: 'notify-subject',
    kind: 'mock',
    says: 'Mails to customers have a subject',
    product: [
      ['src/orders/notify.ts', /text: string/, 'text: string, subject: string'],
      ['src/orders/notify.ts', 'is ${order.state}`)', "is ${order.state}`, 'Your order')"],
    ],
    tests: [['test/orders/notify.test.ts', "'Order 2024-000042-7 is paid')", "'Order 2024-000042-7 is paid', 'Your order')"]],
  },
  {
    name: 'recommend',
    kind: 'flake',
    says: 'Recommend other products',
    product: [add('src/catalog/recommend.ts', RECOMMEND)],
    tests: [add('test/catalog/recommend.test.ts', RECOMMEND_TEST)],
    cure: {
      tests: [
        [
          'test/catalog/recommend.test.ts',
          "recommend(games, chess).map(({ title }) => title)).not.toContain('Checkers')",
          "recommend(games, chess, 3).map(({ title }) => title)).toContain('Checkers')",
        ],
      ],
    },
  },
  {
    name: 'token',
    kind: 'flake',
    says: 'Tokens for links in mails',
    product: [add('src/customers/token.ts', TOKEN)],
    tests: [add('test/customers/token.test.ts', TOKEN_TEST)],
    cure: {
      tests: [
        [
          'test/customers/token.test.ts',
          '  expect(token()).toMatch(/\\d/)\n  expect(token()).toMatch(/[a-z]/)',
          '  expect(token()).toMatch(/^[a-z\\d]{6}$/)',
        ],
      ],
    },
  },
  {
    name: 'newer-vitest',
    kind: 'dependency',
    says: 'chore(deps): bump vitest from 4.1.0 to 4.1.2',
    product: [['package.json', '"vitest": "^4.1.0"', '"vitest": "^4.1.2"']],
  },
  {
    name: 'days-left',
    kind: 'feature',
    says: 'Days until a campaign ends',
    product: [
      [
        'src/pricing/campaign.ts',
        '/** Of several',
        '/** Days until a campaign ends, the last one included. */\nexport function daysLeft(campaign: Campaign, now: Date): number {\n  return Math.max(0, Math.ceil((campaign.until.getTime() - now.getTime()) / 86_400_000))\n}\n\n/** Of several',
      ],
    ],
    tests: [
      add(
        'test/pricing/days-left.test.ts',
        "import { expect, test } from 'vitest'\nimport { daysLeft } from '../../src/pricing/campaign'\n\nconst campaign = { name: 'x', category: 'toys', percent: 5, from: new Date(0), until: new Date('2024-06-20T00:00:00Z') } as const\n\ntest('counts started days', () => {\n  expect(daysLeft(campaign, new Date('2024-06-18T12:00:00Z'))).toBe(2)\n  expect(daysLeft(campaign, new Date('2024-06-21T00:00:00Z'))).toBe(0)\n})\n",
      ),
    ],
  },
  {
    name: 'max-pieces',
    kind: 'tidying',
    says: 'At most 50 pieces of a product',
    product: [['src/cart/cart.ts', 'MAX_PIECES = 99', 'MAX_PIECES = 50']],
  },
  {
    name: 'flat-map',
    kind: 'tidying',
    says: 'catalog: toSorted',
    product: [['src/catalog/catalog.ts', '.sort((a, b) =>', '.toSorted((a, b) =>']],
  },
  {
    name: 'early-return',
    kind: 'tidying',
    says: 'zones: ternaries out',
    product: [
      [
        'src/shipping/zones.ts',
        "return UNION.has(country) ? 'union' : 'world'",
        "if (UNION.has(country)) return 'union'\n  return 'world'",
      ],
    ],
  },
]
