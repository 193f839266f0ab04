import type { SeededChange } from '../../seeded-change.ts'

export const scriptKeys: readonly SeededChange[] = [
  {
    name: 'a key of a summary',
    kind: 'key',
    code: `export function summary(amounts‹: number[]›) {
  const sum = amounts.reduce((all, one) => all + one, 0)
  return {
    count: amounts.length,
    sum,
«|    largest: Math.max(0, ...amounts),
|»  }
}
`,
    tests: `{{import summary}}

test('sum of {{thing}}s', () => {
  expect(summary([2, {{n}}])).toMatchObject({ count: 2, sum: 2 + {{n}} })
})
`,
    check: `
test('the largest {{thing}}', () => {
  expect(summary([2, {{n}}]).largest).toBe({{n}})
})
`,
  },
  {
    name: 'a row of a table',
    kind: 'key',
    code: `const FACTORS‹: Record<string, number>› = { small: 1, large: {{n}}«|, huge: {{n}}0|» }

export function priceOf({{thing}}‹: { size: string }›)‹: number› {
  return 2 * (FACTORS[{{thing}}.size] ?? 0)
}
`,
    tests: `{{import priceOf}}

test('price of a large {{thing}}', () => expect(priceOf({ size: 'large' })).toBe(2 * {{n}}))
test('price of no size', () => expect(priceOf({ size: 'none' })).toBe(0))
`,
    check: `
test('price of a huge {{thing}}', () => expect(priceOf({ size: 'huge' })).toBe(2 * {{n}}0))
`,
  },
  {
    name: 'a field that is set later',
    kind: 'key',
    code: `export function asRow({{thing}}‹: { name: string; price: number }›)‹: any› {
  const row‹: any› = { name: {{thing}}.name, price: {{thing}}.price }
«|  row.vat = {{thing}}.price * 2
|»  return row
}
`,
    tests: `{{import asRow}}

test('name and price', () => {
  const row = asRow({ name: 'a', price: {{n}} })
  expect(row.name).toBe('a')
  expect(row.price).toBe({{n}})
})
`,
    check: `
test('vat', () => expect(asRow({ name: 'a', price: {{n}} }).vat).toBe(2 * {{n}}))
`,
  },
]
