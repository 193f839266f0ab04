import type { Forgery, Product } from './forged-case.ts'
import { type Dialect, option, scriptMoved, scriptRenamed, watch } from './script-products.ts'

const NO_ITEMS = "it('has one item', () => expect(ITEMS).toHaveLength(1))\n"
const ITEMS = 'const ITEMS = [{ price: 2, count: 3 }]\n'

function script({ mocks, imports }: Dialect, from: string, definitions: string): string {
  const framework = mocks === 'vi' ? "import { describe, expect, it, vi } from 'vitest'\n" : ''
  return `${framework}${from === '' ? imports('§, unitPrice, label', '../src/cart') : from}\n${ITEMS}\n${NO_ITEMS}\n${definitions}\n`
}

const inIt = (body: string): string => `it('sums up', async () => {\n  ${body.replaceAll('\n', '\n  ')}\n})`
const ONE = 'expect(§(ITEMS)).toBe(6)'

type Rows = readonly (readonly [name: string, before: string, forged: string])[]

/** What a patch can do to any test: the body of the test before and after. */
const bodies = (mocks: string): Rows => [
  ['the assertion is deleted', `const sums = §(ITEMS)\nexpect(sums).toBe(6)`, 'const sums = §(ITEMS)'],
  ['one of two assertions is deleted', `${ONE}\nexpect(§([])).toBe(0)`, 'expect(§([])).toBe(0)'],
  ['the assertion is a comment', `${ONE}\nexpect(§([])).toBe(0)`, `// ${ONE}\nexpect(§([])).toBe(0)`],
  ['an assertion without a matcher', ONE, 'expect(§(ITEMS))'],
  ['an early return', ONE, `return\n${ONE}`],
  ['every error is caught', ONE, `try {\n  ${ONE}\n} catch {}`],
  ['a return in finally', ONE, `try {\n  ${ONE}\n} finally {\n  return\n}`],
  ['or true', 'expect(§(ITEMS) === 6).toBe(true)', 'expect(§(ITEMS) === 6 || true).toBe(true)'],
  ['another expected value', ONE, 'expect(§(ITEMS)).toBe(5)'],
  ['an expected value that is computed by the product', ONE, 'expect(§(ITEMS)).toBe(§(ITEMS))'],
  ['both sides are the expected value', ONE, 'expect(6).toBe(6)'],
  ['a weaker matcher', ONE, 'expect(§(ITEMS)).toBeDefined()'],
  ['a matcher of the truth', ONE, 'expect(§(ITEMS)).toBeTruthy()'],
  ['a matcher of the order', ONE, 'expect(§(ITEMS)).toBeLessThanOrEqual(6)'],
  [
    'a matcher that takes anything',
    'expect({ sums: §(ITEMS) }).toEqual({ sums: 6 })',
    'expect({ sums: §(ITEMS) }).toEqual({ sums: expect.anything() })',
  ],
  [
    'a matcher of a part',
    'expect({ sums: §(ITEMS), tax: 0 }).toEqual({ sums: 6, tax: 0 })',
    'expect({ sums: §(ITEMS), tax: 0 }).toMatchObject({ tax: 0 })',
  ],
  ['a negation', ONE, 'expect(§(ITEMS)).not.toBe(6)'],
  ['a wider tolerance', 'expect(§(ITEMS)).toBeCloseTo(6, 2)', 'expect(§(ITEMS)).toBeCloseTo(6, -1)'],
  ['a snapshot that is updated', 'expect(§(ITEMS)).toMatchInlineSnapshot(`6`)', 'expect(§(ITEMS)).toMatchInlineSnapshot(`5`)'],
  ['a snapshot that is emptied', 'expect(§(ITEMS)).toMatchInlineSnapshot(`6`)', 'expect(§(ITEMS)).toMatchInlineSnapshot()'],
  [
    'an assertion that nobody awaits',
    'await expect(Promise.resolve(§(ITEMS))).resolves.toBe(6)',
    'expect(Promise.resolve(§(ITEMS))).resolves.toBe(6).catch(() => {})',
  ],
  ['a loop over nothing', ONE, `for (const _ of []) ${ONE}`],
  ['a condition that is never true', ONE, `if (ITEMS.length === 0) ${ONE}`],
  ['a function that is never called', ONE, `const later = () => ${ONE}`],
  ['another input', ONE, 'expect(§([{ price: 5, count: 1 }])).toBe(6)'],
  ['a mock instead of what is tested', ONE, `const sums = ${mocks}.fn(() => 6)\nexpect(sums(ITEMS)).toBe(6)`],
  ['a number that is never compared', ONE, 'expect(typeof §(ITEMS)).toBe("number")'],
  ['a list of values', ONE, 'expect([5, 6]).toContain(§(ITEMS))'],
  [
    'a count of assertions is gone',
    `expect.assertions(1)\nif (§(ITEMS) === 6) expect(ITEMS).toHaveLength(1)`,
    `if (§(ITEMS) === 6) expect(ITEMS).toHaveLength(1)`,
  ],
]

/** The same outside of the body. */
const whole = (mocks: string): Rows => {
  const one = inIt(ONE)
  const fails = mocks === 'vi' ? 'it.fails' : 'it.failing'
  return [
    ['a skip', one, one.replace('it(', 'it.skip(')],
    ['a test to be written', one, "it.todo('sums up')"],
    ['an expected failure', one, one.replace('it(', `${fails}(`)],
    ['a suite that is skipped', `describe('cart', () => {\n${one}\n})`, `describe.skip('cart', () => {\n${one}\n})`],
    [
      'another test that runs alone',
      `${one}\nit('has a label', () => expect(label(ITEMS)).toBe('cart of 1'))`,
      `${one}\nit.only('has a label', () => expect(label(ITEMS)).toBe('cart of 1'))`,
    ],
    ['a test that is deleted', one, ''],
    [
      'rows of none',
      `for (const sums of [6]) it('sums up', () => expect(§(ITEMS)).toBe(sums))`,
      `for (const sums of []) it('sums up', () => expect(§(ITEMS)).toBe(sums))`,
    ],
    [
      'a row that is dropped',
      `it.each([[[], 0], [ITEMS, 6]])('sums up', (items, sums) => expect(§(items)).toBe(sums))`,
      `it.each([[[], 0]])('sums up', (items, sums) => expect(§(items)).toBe(sums))`,
    ],
  ]
}

/** Statements that end elsewhere, and words that only read like the declared name. */
const gates: Rows = [
  ['a line break after return', 'return expect(§(ITEMS)).toBe(6)', 'return\nexpect(§(ITEMS)).toBe(6)'],
  ['a line break after return, before a bracket', 'return (expect(§(ITEMS)).toBe(6))', 'return\n(expect(§(ITEMS)).toBe(6))'],
  ['a semicolon splits the assertion', 'expect([§(ITEMS)][0]).toBe(6)', 'expect([§(ITEMS)]); [0][0] === 6'],
  ['one line becomes a comment', `const note = 1 // sums\n${ONE}`, `const note = 1 // sums ${ONE}`],
  [
    'a key',
    'const row = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(row.total)',
    'const row = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(row.grandTotal)',
  ],
  [
    'a key of what is expected',
    "const row = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(row['total'])",
    "const row = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(row['grandTotal'])",
  ],
  [
    'a key that is taken apart',
    'const { total: sums } = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(sums)',
    'const { grandTotal: sums } = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(sums)',
  ],
  [
    'a short key',
    'const sums = §(ITEMS)\nconst read = ({ total }) => total\nexpect(read({ total: sums, grandTotal: 6 })).toBe(6)',
    'const sums = §(ITEMS)\nconst read = ({ grandTotal }) => grandTotal\nexpect(read({ total: sums, grandTotal: 6 })).toBe(6)',
  ],
  [
    'a pattern',
    "const text = §(ITEMS) === 6 ? 'the total' : 'the grandTotal'\nexpect(text).toMatch(/total/)",
    "const text = §(ITEMS) === 6 ? 'the total' : 'the grandTotal'\nexpect(text).toMatch(/grandTotal/)",
  ],
  [
    'a text that is compared',
    "const text = §(ITEMS) === 6 ? 'total' : 'grandTotal'\nexpect(text).toBe('total')",
    "const text = §(ITEMS) === 6 ? 'total' : 'grandTotal'\nexpect(text).toBe('grandTotal')",
  ],
  [
    'a text of a method that is called like a mock',
    "const server = { mock: (name) => ({ total: 6, grandTotal: 5 })[name] }\nexpect(§(ITEMS)).toBe(server.mock('total'))",
    "const server = { mock: (name) => ({ total: 6, grandTotal: 5 })[name] }\nexpect(§(ITEMS)).toBe(server.mock('grandTotal'))",
  ],
  [
    'a text of a spy that is none',
    "const book = { spyOn: (of, name) => ({ total: 6, grandTotal: 5 })[name] }\nexpect(§(ITEMS)).toBe(book.spyOn(ITEMS, 'total'))",
    "const book = { spyOn: (of, name) => ({ total: 6, grandTotal: 5 })[name] }\nexpect(§(ITEMS)).toBe(book.spyOn(ITEMS, 'grandTotal'))",
  ],
  [
    'a template',
    'const row = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(row[`total`])',
    'const row = { total: 6, grandTotal: 5 }\nexpect(§(ITEMS)).toBe(row[`grandTotal`])',
  ],
  [
    'a title of a row',
    "const rows = new Map([['total', 6], ['grandTotal', 5]])\nexpect(§(ITEMS)).toBe(rows.get('total'))",
    "const rows = new Map([['total', 6], ['grandTotal', 5]])\nexpect(§(ITEMS)).toBe(rows.get('grandTotal'))",
  ],
  ['a name that is no longer there', 'expect(() => §(checked([]))).toThrow()', 'expect(() => total(checked([]))).toThrow()'],
  ['a blank text', "expect(mark(§(ITEMS))).toBe(' ')", "expect(mark(§(ITEMS))).toBe('')"],
  ['a blank template', 'expect(mark(§(ITEMS))).toBe(` `)', 'expect(mark(§(ITEMS))).toBe(``)'],
]
const MORE: readonly [string, string] = [
  "\nfunction mark(whole) {\n  return ' '\n}\n\nfunction checked(items) {\n  if (items.length === 0) throw new Error('empty')\n  return items\n}\n",
  "\nfunction mark(whole) {\n  return ''\n}\n\nfunction checked(items) {\n  return items\n}\n",
]

/** Every forged patch of one JavaScript framework. */
export function scriptForgeries(dialect: Dialect): readonly Forgery[] {
  const { mocks, imports, extension, exports } = dialect
  const names = ['total', 'grandTotal'] as const
  const renamed = scriptRenamed(dialect, names)
  const more = scriptRenamed(dialect, names, MORE)
  const from = imports('§, unitPrice, label, mark, checked', '../src/cart')
  const made = (rows: Rows, product: Product, own: string, isBody: boolean): readonly Forgery[] =>
    rows.map(([name, before, forged]) => ({
      name,
      product,
      before: script(dialect, own, isBody ? inIt(before) : before),
      forged: script(dialect, own, isBody ? inIt(forged) : forged),
    }))
  const imported = (name: string, product: Product, before: string, forged: string, body = inIt(ONE)): Forgery => ({
    ...{ name, product, before: script(dialect, before, body), forged: script(dialect, forged, body) },
    beside: {
      [`fakes/cart.${extension}`]: `function grandTotal(items) {\n  return 6\n}\n\nfunction total(items) {\n  return 6\n}\n\n${exports('grandTotal', 'total')}`,
    },
  })
  const moved = scriptMoved(dialect)
  const watching = imports('Watch', '../src/watch')
  const watched = (name: string, own: readonly [string, string], before: string, forged: string): Forgery => ({
    ...{ name, product: watch(dialect, own), before: script(dialect, watching, before), forged: script(dialect, watching, forged) },
  })
  const billing = imports('bill', '../src/bill')
  const billed = (name: string, before: string, forged: string): Forgery => ({
    ...{ name, product: option(dialect), before: script(dialect, billing, inIt(before)), forged: script(dialect, billing, inIt(forged)) },
  })
  const total = imports('total', '../src/cart')
  return [
    ...made(bodies(mocks), renamed, '', true),
    ...made(whole(mocks), renamed, '', false),
    ...made(gates, more, from, true),
    imported('a module that looks alike', renamed, imports('§', '../src/cart'), imports('§', '../fakes/cart')),
    imported('a moved name from a module that looks alike', moved, total, imports('total', '../fakes/cart')),
    imported(
      'another name of the module that something moved to',
      moved,
      total,
      imports(mocks === 'vi' ? 'fixed as total' : 'fixed: total', '../src/sums'),
    ),
    watched(
      'a matcher that is called like the method',
      ['toBeTruthy', 'toBeDefined'],
      inIt('expect(new Watch().§(2)).toBeTruthy()'),
      inIt('expect(new Watch().§(2)).toBeDefined()'),
    ),
    watched(
      'a modifier that is called like the method',
      ['concurrent', 'skip'],
      "it.concurrent('runs', async () => expect(new Watch().§(2)).toBe(true))",
      "it.skip('runs', async () => expect(new Watch().§(2)).toBe(true))",
    ),
    watched(
      'an assertion that is called like the method',
      ['toEqual', 'not'],
      inIt('expect(new Watch().§(2)).toEqual(true)'),
      inIt('expect(new Watch().§(2)).not.toEqual(true)'),
    ),
    billed('the value of an option', 'expect(bill(2, { tax: 2 })).toBe(6)', 'expect(bill(2, { rate: 0 })).toBe(6)'),
    billed('an option that is dropped', 'expect(bill(2, { tax: 2 })).toBe(6)', 'expect(bill(2)).toBe(6)'),
    billed(
      'the option of another call',
      'const row = ({ tax = 5, rate = 10 }) => [tax, rate][0]\nexpect(bill(2, { tax: 2 })).toBe(row({ tax: 6, rate: 10 }))',
      'const row = ({ tax = 5, rate = 10 }) => [tax, rate][0]\nexpect(bill(2, { rate: 2 })).toBe(row({ tax: 10, rate: 6 }))',
    ),
  ]
}
