import { describe, expect, test } from 'vitest'
import { repaired, repairedText } from '../../support/repair.ts'

const at = 'test/a.test.ts'
const cart =
  'export const RATE = 2\n\nexport function total(items: Item[]): number {\n  return items.reduce((sum, item) => sum + item.price, 0)\n}\n'
const base = { 'src/cart.ts': cart }
const head = { 'src/cart.ts': cart.replace('total', 'grandTotal') }

describe('a renamed TypeScript function is followed', () => {
  test.each([
    [
      "import { RATE, total } from '../src/cart'\n\ntest('total', () => { expect(total([])).toBe(0) }) // total\n",
      "import { RATE, grandTotal } from '../src/cart'\n\ntest('total', () => { expect(grandTotal([])).toBe(0) }) // total\n",
    ],
    ["import { total as t } from '../src/cart.js'\nt([])\n", "import { grandTotal as t } from '../src/cart.js'\nt([])\n"],
    [
      "import * as cart from '../src/cart'\nvi.spyOn(cart, 'total')\ncart.total([])\n",
      "import * as cart from '../src/cart'\nvi.spyOn(cart, 'grandTotal')\ncart.grandTotal([])\n",
    ],
    ["const { total } = require('../src/cart')\ntotal([])\n", "const { grandTotal } = require('../src/cart')\ngrandTotal([])\n"],
    ["const cart = require('../src/cart')\ncart.total([])\n", "const cart = require('../src/cart')\ncart.grandTotal([])\n"],
    [
      "test('a', async () => {\n  const { total: t } = await import('../src/cart')\n  t([])\n})\n",
      "test('a', async () => {\n  const { grandTotal: t } = await import('../src/cart')\n  t([])\n})\n",
    ],
    [
      "import { total } from '../src/cart'\nconst deps = { total }\n",
      "import { grandTotal } from '../src/cart'\nconst deps = { total: grandTotal }\n",
    ],
    [
      "import { total } from '../src/cart'\nvi.mock('../src/cart', () => ({ RATE: 1, total: vi.fn() }))\nvi.mocked(total).mockReturnValue(1)\n",
      "import { grandTotal } from '../src/cart'\nvi.mock('../src/cart', () => ({ RATE: 1, grandTotal: vi.fn() }))\nvi.mocked(grandTotal).mockReturnValue(1)\n",
    ],
    [
      "import { total } from '../src/cart'\nfunction f(total: number) { return total }\nf(total([]))\n",
      "import { grandTotal } from '../src/cart'\nfunction f(total: number) { return total }\nf(grandTotal([]))\n",
    ],
    [
      "import { total } from '../src/cart'\n{ const total = 1; use(total) }\ntotal([])\n",
      "import { grandTotal } from '../src/cart'\n{ const total = 1; use(total) }\ngrandTotal([])\n",
    ],
    [
      "const actual = await vi.importActual('../src/cart')\nactual.total([])\n",
      "const actual = await vi.importActual('../src/cart')\nactual.grandTotal([])\n",
    ],
  ])('%j', async (text, expected) => {
    expect(await repairedText(base, head, text, at)).toBe(expected)
  })

  test('through an index file and a star', async () => {
    const text = "import { total } from '../src'\nexpect(total([])).toBe(0)\n"
    const index = { 'src/index.ts': "export * from './cart'\n" }
    expect(await repairedText({ ...base, ...index }, { ...head, ...index }, text, at)).toBe(text.replaceAll('total', 'grandTotal'))
    const named = { 'src/index.ts': "export { total } from './cart'\n" }
    const kept = { 'src/index.ts': "export { grandTotal as total } from './cart'\n" }
    expect(await repairedText({ ...base, ...named }, { ...head, ...kept }, text, at)).toBeNull()
  })

  test('together with the file that is called after it', async () => {
    const [before, after] = ['cart', 'order'].map((name) => ({ [`src/${name}.ts`]: cart.replaceAll('total', `${name}Total`) }))
    const text = "import { RATE, cartTotal } from '../src/cart'\nvi.mock('../src/cart')\nexpect(cartTotal([])).toBe(RATE)\n"
    expect(await repairedText(before ?? {}, after ?? {}, text, at)).toBe(
      text.replaceAll('cartTotal', 'orderTotal').replaceAll('src/cart', 'src/order'),
    )
  })

  test('but not in a module of the same name, nor where the new name is taken', async () => {
    expect(await repairedText(base, head, "import { total } from './cart'\ntotal([])\n", at)).toBeNull()
    expect(await repairedText(base, head, "import { total } from '../src/cart'\nconst grandTotal = total([])\n", at)).toBeNull()
  })
})

describe('a TypeScript class', () => {
  const store =
    "export class Store {\n  private rows: Row[] = []\n  constructor(readonly name: string) {}\n  put(row: Row): this {\n    this.rows.push(row)\n    return this\n  }\n}\nexport function make(): Store {\n  return new Store('x')\n}\n"
  const [old, method] = [{ 'src/store.ts': store }, { 'src/store.ts': store.replace('put(', 'insert(') }]
  test.each([
    ["import { Store } from '../src/store'\nconst s = new Store('a')\ns.put(1)\n"],
    ["import { Store } from '../src/store'\nlet s: Store\nbeforeEach(() => { s = new Store('a') })\nit('a', () => { s.put(1) })\n"],
    ["import { Store } from '../src/store'\nlet s\nbeforeEach(() => { s = new Store('a') })\nit('a', () => { s.put(1).put(2) })\n"],
    ["import { make } from '../src/store'\nmake().put(1)\n"],
    ["import { Store } from '../src/store'\nvi.spyOn(Store.prototype, 'put')\nnew Store('a').put(2)\n"],
  ])('whose method was renamed: %j', async (text) => {
    const expected = text.replaceAll('.put(', '.insert(').replace("'put'", "'insert'")
    expect(await repairedText(old, method, text, at)).toBe(expected)
  })

  test('that was renamed, with types', async () => {
    const text =
      "import { type Store, make } from '../src/store'\nconst s: Store = make()\nfunction f(x: Store | undefined): Promise<Store> { return g<Store>(x) }\n"
    expect(await repairedText(old, { 'src/store.ts': store.replaceAll('Store', 'Database') }, text, at)).toBe(
      text.replaceAll('Store', 'Database'),
    )
  })
})

describe('a TypeScript declaration or module that moved', () => {
  const area = 'export function area(w: number, h: number) {\n  return w * h\n}\n'
  const edge = 'export function edge(w: number, h: number) {\n  return 2 * (w + h)\n}\n'
  const [old, split] = [{ 'src/shapes.ts': area + edge }, { 'src/shapes.ts': edge, 'src/plane/index.ts': area }]
  test.each([
    ["import { area } from '../src/shapes'\n", "import { area } from '../src/plane'\n"],
    ['import { area, edge } from "../src/shapes";\n', 'import { edge } from "../src/shapes";\nimport { area } from "../src/plane";\n'],
    [
      "import {\n  edge,\n  area as a,\n} from '../src/shapes.js'\n",
      "import {\n  edge,\n} from '../src/shapes.js'\nimport { area as a } from '../src/plane/index.js'\n",
    ],
    ["import { area } from '@/shapes'\n", "import { area } from '@/plane'\n"],
    ["import * as s from '../src/shapes'\ns.area(1, 2)\n", "import * as s from '../src/plane'\ns.area(1, 2)\n"],
  ])('is imported from where it is now: %j', async (text, expected) => {
    expect(await repairedText(old, split, text, at)).toBe(expected)
  })

  test('as a file, with its mocks', async () => {
    const text =
      "import { area } from '../src/shapes'\nvi.mock('../src/shapes')\njest.mock('../src/shapes', () => ({ area: 1 }))\nconst x = await import('../src/shapes')\n"
    const moved = { 'src/geo/shapes.ts': area + edge }
    expect(await repairedText(old, moved, text, at)).toBe(text.replaceAll('../src/shapes', '../src/geo/shapes'))
  })

  test('but not when the file only changed its ending', async () => {
    expect(await repairedText({ 'src/a.js': area }, { 'src/a.ts': area }, "import { area } from '../src/a'\n", at)).toBeNull()
  })

  test('from a default export to a name', async () => {
    const [before, after] = [{ 'src/a.ts': area.replace('export', 'export default') }, { 'src/a.ts': area }]
    const text = "import area from '../src/a'\narea(1, 2)\n"
    expect(await repairedText(before, after, text, at)).toBe("import { area } from '../src/a'\narea(1, 2)\n")
  })
})

describe('calls of a TypeScript function', () => {
  const [old, swapped] = [
    { 'src/a.ts': 'export const f = (a: number, b: string) => g(a) + b\n' },
    { 'src/a.ts': 'export const f = (b: string, a: number) => g(a) + b\n' },
  ]
  test('follow a new order', async () => {
    expect(await repairedText(old, swapped, "import { f } from '../src/a'\nf(1, 'x')\n", at)).toBe(
      "import { f } from '../src/a'\nf('x', 1)\n",
    )
  })

  test('do not follow a new name of a parameter, which no caller sees', async () => {
    expect(
      await repairedText(
        old,
        { 'src/a.ts': 'export const f = (n: number, b: string) => g(n) + b\n' },
        "import { f } from '../src/a'\nf(1, 'x')\n",
        at,
      ),
    ).toBeNull()
  })

  test('of a constructor drop a removed parameter', async () => {
    const [before, after] = [
      { 'src/a.ts': 'export class A {\n  constructor(private x: number, verbose = false) {}\n  get() { return this.x }\n}\n' },
      { 'src/a.ts': 'export class A {\n  constructor(private x: number) {}\n  get() { return this.x }\n}\n' },
    ]
    expect(await repairedText(before, after, "import { A } from '../src/a'\nnew A(1, true).get()\n", at)).toBe(
      "import { A } from '../src/a'\nnew A(1).get()\n",
    )
  })
})

test('plain JavaScript and JSX are read alike', async () => {
  const [before, after] = [
    { 'src/Button.jsx': 'export function Button({ label }) {\n  return <b>{label}</b>\n}\n' },
    { 'src/Button.jsx': 'export function PushButton({ label }) {\n  return <b>{label}</b>\n}\n' },
  ]
  const text = 'import { Button } from \'../src/Button\'\nrender(<Button label="Button"><Button /></Button>)\n'
  expect(await repairedText(before, after, text, 'test/a.test.jsx')).toBe(
    'import { PushButton } from \'../src/Button\'\nrender(<PushButton label="Button"><PushButton /></PushButton>)\n',
  )
  const common = 'function old(x) {\n  return x + 1\n}\nmodule.exports = { old }\n'
  const tests = {
    'test/helper.js': "const lib = require('../lib/a')\nexports.run = (x) => lib.old(x)\n",
    'test/a.test.js': "const { run } = require('./helper')\nrun(1)\n",
  }
  expect(await repaired({ 'lib/a.js': common }, { 'lib/a.js': common.replaceAll('old', 'fresh') }, tests)).toEqual({
    ...tests,
    'test/helper.js': tests['test/helper.js'].replace('lib.old', 'lib.fresh'),
  })
})
