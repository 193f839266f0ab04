import type { SeededChange } from '../../seeded-change.ts'

export const scriptParameters: readonly SeededChange[] = [
  {
    name: 'a discount that may be given',
    kind: 'parameter',
    code: `export function invoice(prices‹: number[]›«|, discount = 0|, discount = 0»)‹: number› {
  const amount = prices.reduce((sum, price) => sum + price, 0)
  return amount«| - discount|»
}
`,
    tests: `{{import invoice}}

test('invoice of {{thing}}s', () => expect(invoice([1, {{n}}])).toBe(1 + {{n}}))
`,
    check: `
test('invoice with a discount', () => expect(invoice([{{n}}, 5], 3)).toBe({{n}} + 2))
`,
  },
  {
    name: 'an option of an object',
    kind: 'parameter',
    code: `export function label(amount‹: number›, { currency = 'EUR'«|, sign = ''|, sign = ''» }‹: { currency?: string; sign?: string }› = {})‹: string› {
  return \`«|\${sign}|»\${amount} \${currency}\`
}
`,
    tests: `{{import label}}

test('label', () => expect(label({{n}})).toBe('{{n}} EUR'))
test('label in another currency', () => expect(label({{n}}, { currency: 'CHF' })).toBe('{{n}} CHF'))
`,
    check: `
test('label with a sign', () => expect(label({{n}}, { sign: '+' })).toBe('+{{n}} EUR'))
`,
  },
  {
    name: 'an option of a constructor',
    kind: 'parameter',
    code: `export class {{Thing}}Counter {
  ‹value: number›
  ‹step: number›
  constructor(start = 0«|, step = 1|, step = 1») {
    this.value = start
    this.step = «1|step|1»
  }
  next() {
    this.value += this.step
    return this.value
  }
}
`,
    tests: `{{import {{Thing}}Counter}}

test('counts on', () => {
  const counter = new {{Thing}}Counter({{n}})
  counter.next()
  expect(counter.next()).toBe({{n}} + 2)
})
`,
    check: `
test('counts in steps', () => expect(new {{Thing}}Counter({{n}}, 5).next()).toBe({{n}} + 5))
`,
  },
  {
    name: 'a parameter of a short function',
    kind: 'parameter',
    code: `export const taxOf = (amount‹: number›«|, rate = 2|, rate = 2») => amount * «2|rate|2»
`,
    tests: `{{import taxOf}}

test('tax of a {{thing}}', () => expect(taxOf({{n}})).toBe({{n}} * 2))
`,
    check: `
test('another rate', () => expect(taxOf({{n}}, 3)).toBe({{n}} * 3))
`,
  },
]
