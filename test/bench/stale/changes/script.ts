import type { SeededChange } from '../seeded-change.ts'

/** Changes of small modules in JavaScript and TypeScript: ‹…› are types, which JavaScript does without. */
export const scriptChanges: readonly SeededChange[] = [
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
  {
    name: 'another message of an error',
    kind: 'message',
    code: `export function find({{thing}}s‹: { name: string }[]›, name‹: string›) {
  for (const {{thing}} of {{thing}}s) {
    if ({{thing}}.name === name) return {{thing}}
  }
  throw new Error(\`«nothing is called \${name}|there is no {{thing}} with the name \${name}|nothing»\`)
}
`,
    tests: `{{import find}}

test('finds by name', () => expect(find([{ name: 'a' }], 'a')).toEqual({ name: 'a' }))
test('finds nothing', () => expect(() => find([], 'a')).toThrow(Error))
`,
    check: `
test('says what is missing', () => expect(() => find([], 'b')).toThrow('no {{thing}} with the name b'))
`,
  },
  {
    name: 'another text of a report',
    kind: 'message',
    code: `export function report({{thing}}s‹: string[]›)‹: string[]› {
  const lines = {{thing}}s.map((one) => one + ': ok')
  lines.push('«done|all {{thing}}s were looked at|all»')
  return lines
}
`,
    tests: `{{import report}}

test('a line for each {{thing}}', () => expect(report(['a', 'b']).slice(0, 2)).toEqual(['a: ok', 'b: ok']))
`,
    check: `
test('the last line', () => expect(report([]).at(-1)).toBe('all {{thing}}s were looked at'))
`,
  },
  {
    name: 'another limit',
    kind: 'value',
    code: `const LIMIT = «10|1{{d}}|11{{d}}»

export const first = ({{thing}}s‹: number[]›) => {{thing}}s.slice(0, LIMIT)
`,
    tests: `{{import first}}

test('the first of few', () => expect(first([1, 2, 3])).toEqual([1, 2, 3]))
`,
    check: `
test('the first of many', () => expect(first(Array.from({ length: 300 }, (_, index) => index))).toHaveLength(1{{d}}))
`,
  },
  {
    name: 'a bound that is included now',
    kind: 'value',
    code: `export function isLate(days‹: number›)‹: boolean› {
  if (days «>|>=|>» {{n}}) return true
  return false
}
`,
    tests: `{{import isLate}}

test('a late {{thing}}', () => expect(isLate({{n}} + 5)).toBe(true))
test('an early {{thing}}', () => expect(isLate(1)).toBe(false))
`,
    check: `
test('just late', () => expect(isLate({{n}})).toBe(true))
`,
  },
  {
    name: 'a call that tells somebody',
    kind: 'value',
    code: `export class {{Thing}}Book {
  lines‹: string[]› = []
  events‹: string[]› = []
  book(line‹: string›)‹: number› {
    this.lines.push(line)
«|    this.events.push('booked ' + line)
|»    return this.lines.length
  }
}
`,
    tests: `{{import {{Thing}}Book}}

test('book', () => {
  const book = new {{Thing}}Book()
  expect(book.book('{{thing}}')).toBe(1)
  expect(book.lines).toEqual(['{{thing}}'])
})
`,
    check: `
test('book tells', () => {
  const book = new {{Thing}}Book()
  book.book('{{thing}}')
  expect(book.events).toEqual(['booked {{thing}}'])
})
`,
  },
]

/** Changes that declare nothing: whatever their tests say, nobody is to be told. */
export const scriptNone: readonly SeededChange[] = [
  {
    name: 'a variable is given a name',
    kind: 'none',
    code: `export function area(box‹: { width: number; height: number }›)‹: number› {
«  return box.width * box.height
|  const { width, height } = box
  return width * height
|»}
`,
    tests: `{{import area}}

test('area of a {{thing}}', () => expect(area({ width: 2, height: {{n}} })).toBe(2 * {{n}}))
`,
    check: '',
  },
  {
    name: 'a loop becomes a call',
    kind: 'none',
    code: `export function doubled(values‹: number[]›)‹: number[]› {
«  const out‹: number[]› = []
  for (const value of values) out.push(value * 2)
  return out
|  return values.map((value) => value * 2)
|»}
`,
    tests: `{{import doubled}}

test('doubled {{thing}}s', () => expect(doubled([1, {{n}}])).toEqual([2, 2 * {{n}}]))
`,
    check: '',
  },
  {
    name: 'layout and words',
    kind: 'none',
    code: `«export const describeIt = (name‹: string›) => ({ name, kind: '{{thing}}' })
|/** What is shown of it. */
export const describeIt = (name‹: string›) => ({
  name,
  // always the same
  kind: '{{thing}}',
})
|»`,
    tests: `{{import describeIt}}

test('describe', () => expect(describeIt('a').name).toBe('a'))
`,
    check: '',
  },
  {
    name: 'something is logged',
    kind: 'none',
    code: `export function halve(value‹: number›)‹: number› {
«|  console.debug('halving {{thing}}', value)
|»  return value / 2
}
`,
    tests: `{{import halve}}

test('halve', () => expect(halve(4)).toBe(2))
`,
    check: '',
  },
  {
    name: 'a function is renamed with its callers',
    kind: 'none',
    code: `export function «amountOf|sumOf|»(amounts‹: number[]›)‹: number› {
  return amounts.reduce((sum, one) => sum + one, 0)
}

export function isEmpty(amounts‹: number[]›)‹: boolean› {
  return «amountOf|sumOf|»(amounts) === 0
}
`,
    tests: `{{import isEmpty}}

test('empty', () => {
  expect(isEmpty([])).toBe(true)
  expect(isEmpty([{{n}}])).toBe(false)
})
`,
    check: '',
  },
]
