import type { SeededChange } from '../../seeded-change.ts'

export const scriptBranches: readonly SeededChange[] = [
  {
    name: 'a rebate from an amount on',
    kind: 'branch',
    code: `export function total(prices‹: number[]›)‹: number› {
  const amount = prices.reduce((sum, price) => sum + price, 0)
«|  if (amount > {{n}}00) {
    return amount / 2
  }
|»  return amount
}
`,
    tests: `{{import total}}

test('total of {{thing}}s', () => {
  expect(total([2, 3.5])).toBe(5.5)
})
`,
    check: `
test('a large order has a rebate', () => {
  expect(total([{{n}}00, {{n}}00])).toBe({{n}}00)
})
`,
  },
  {
    name: 'a guard that throws',
    kind: 'branch',
    code: `export class {{Thing}}Store {
  counts = new Map‹<string, number>›()
  add(name‹: string›, count‹: number›)‹: number› {
«|    if (count < 0) throw new RangeError('a count is not negative')
|»    const next = (this.counts.get(name) ?? 0) + count
    this.counts.set(name, next)
    return next
  }
}
`,
    tests: `{{import {{Thing}}Store}}

test('counts add up', () => {
  const store = new {{Thing}}Store()
  store.add('{{thing}}', 2)
  expect(store.add('{{thing}}', 3)).toBe(5)
})
`,
    check: `
test('a negative count is refused', () => {
  expect(() => new {{Thing}}Store().add('{{thing}}', -1)).toThrow(RangeError)
})
`,
  },
  {
    name: 'one more case',
    kind: 'branch',
    code: `export function carrierOf(zone‹: string›)‹: string› {
  switch (zone) {
    case 'home':
      return 'post'
«|    case 'island':
      return 'ferry'
|»    default:
      return 'courier'
  }
}
`,
    tests: `{{import carrierOf}}

test('{{thing}} at home', () => expect(carrierOf('home')).toBe('post'))
test('{{thing}} far away', () => expect(carrierOf('far')).toBe('courier'))
`,
    check: `
test('{{thing}} on an island', () => expect(carrierOf('island')).toBe('ferry'))
`,
  },
  {
    name: 'one more tier',
    kind: 'branch',
    code: `export const levelOf = (points‹: number›)‹: string› => {
  if (points >= 1000) {
    return 'gold'
«|  } else if (points >= {{n}}0) {
    return 'silver'
|»  }
  return 'basic'
}
`,
    tests: `{{import levelOf}}

test('gold {{thing}}', () => expect(levelOf(1200)).toBe('gold'))
test('basic {{thing}}', () => expect(levelOf(1)).toBe('basic'))
`,
    check: `
test('silver {{thing}}', () => expect(levelOf({{n}}0)).toBe('silver'))
`,
  },
  {
    name: 'a choice by a question mark',
    kind: 'branch',
    code: `export function shownPrice({{thing}}‹: { price: number; isFree?: boolean }›)‹: string› {
  return «'€ ' + {{thing}}.price|{{thing}}.isFree ? 'free' : '€ ' + {{thing}}.price|'€ ' + {{thing}}.price»
}
`,
    tests: `{{import shownPrice}}

test('price of a {{thing}}', () => expect(shownPrice({ price: {{n}} })).toBe('€ {{n}}'))
`,
    check: `
test('a free {{thing}}', () => expect(shownPrice({ price: 0, isFree: true })).toBe('free'))
`,
  },
  {
    name: 'a branch that runs, and a test that only sees the type',
    kind: 'branch',
    code: `export function slugOf(name‹: string›)‹: string› {
  let slug = name.trim().toLowerCase().replaceAll(' ', '-')
«|  if (slug.length > 1{{d}}) {
    slug = slug.slice(0, 1{{d}})
  }
|»  return slug
}
`,
    tests: `{{import slugOf}}

test('spaces become dashes', () => expect(slugOf(' a {{d}} ')).toBe('a-{{d}}'))
test('a long name has a slug', () => {
  expect(typeof slugOf('a very long name of a {{thing}} that goes on')).toBe('string')
})
`,
    check: `
test('a long slug is cut', () => {
  expect(slugOf('a very long name of a {{thing}} that goes on')).toHaveLength(1{{d}})
})
`,
  },
  {
    name: 'one more condition',
    kind: 'branch',
    code: `export function mayShip({{thing}}‹: { paid: boolean; weight: number }›)‹: boolean› {
  if ({{thing}}.paid«| && {{thing}}.weight < {{n}}|») {
    return true
  }
  return false
}
`,
    tests: `{{import mayShip}}

test('what is paid ships', () => expect(mayShip({ paid: true, weight: 1 })).toBe(true))
test('what is not paid stays', () => expect(mayShip({ paid: false, weight: 1 })).toBe(false))
`,
    check: `
test('what is heavy stays', () => expect(mayShip({ paid: true, weight: {{n}}1 })).toBe(false))
`,
  },
]
