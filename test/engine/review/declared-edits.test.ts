import { describe, expect, test } from 'vitest'
import { oraclePreserved } from '../../../src/engine/review/checks/oracle-preserved.ts'
import { examineTexts } from '../../support/review-case.ts'
import {
  editOf,
  methodRenamed,
  moduleMoved,
  moved,
  optionRenamed,
  parameterRenamed,
  renamed,
  type Shop,
  scriptMoved,
  scriptRenamed,
} from './shop.ts'

/** What stands in a test function, under the imports of the shop, before and after. */
type Row = readonly [name: string, shop: Shop, before: string, after: string]

const python = (imports: string, lines: string): string =>
  `${imports}\n\n\ndef test_cart(total, basket):\n    ${lines.replaceAll('\n', '\n    ')}\n`
const script = (name: string, lines: string): string =>
  `import { expect, it } from 'vitest'\nimport { ${name} } from '../src/cart'\n\nit('sums', () => {\n${lines}\n})\n`
const judge = async (shop: Shop, before: string, after: string) =>
  (await examineTexts(oraclePreserved, editOf(shop, before, after))).outcome

describe('a word that reads like a declared name is none unless it is bound to it', () => {
  const USES = 'from shop import cart\nfrom shop.cart import Cart'
  test.each<Row>([
    ['a fixture', renamed, 'assert total == cart.total([])', 'assert grand_total == cart.grand_total([])'],
    ['a local', renamed, 'total = 3\nassert total == basket', 'grand_total = 3\nassert grand_total == basket'],
    [
      'a local that becomes the other side',
      renamed,
      'total = cart.label(basket)\ngrand_total = 3\nassert total == grand_total',
      'total = cart.label(basket)\ngrand_total = 3\nassert grand_total == grand_total',
    ],
    [
      'a parameter of a helper',
      renamed,
      'check = lambda total: total == 3\nassert check(basket)',
      'check = lambda grand_total: grand_total == 3\nassert check(basket)',
    ],
    ['a member of another class', methodRenamed, 'assert set().add_item(1)', 'assert set().put(1)'],
    ['a keyword of an expected call', renamed, 'basket.assert_called_with(total=1)', 'basket.assert_called_with(grand_total=1)'],
    ['a keyword of another function', parameterRenamed, 'assert dict(tax=1) == basket', 'assert dict(rate=1) == basket'],
    ['a key', renamed, 'assert basket == {"total": 1}', 'assert basket == {"grand_total": 1}'],
    ['a word of the module', moduleMoved, 'cart = 1\nassert cart == basket', 'basket = 1\nassert basket == basket'],
    ['a word of the folder', moved, 'shop = basket\nassert shop == 1', 'sums = basket\nassert sums == 1'],
  ])('%s', async (_, shop, before, after) => {
    expect(await judge(shop, python(USES, before), python(USES, after))).toBe('failed')
  })

  test.each<Row>([
    ['a key', scriptRenamed, 'expect(total([])).toEqual({ total: 1 })', 'expect(grandTotal([])).toEqual({ grandTotal: 1 })'],
    ['a short key', scriptRenamed, 'expect({ total }).toEqual({})', 'expect({ grandTotal }).toEqual({})'],
    ['a pattern', scriptRenamed, 'expect(String(total([]))).toMatch(/total/)', 'expect(String(grandTotal([]))).toMatch(/grandTotal/)'],
    ['a member of another object', scriptRenamed, 'expect(total([])).toBe(list.total)', 'expect(grandTotal([])).toBe(list.grandTotal)'],
    ['an option of another call', optionRenamed, 'expect(label({ tax: 1 })).toBe(total([]))', 'expect(label({ rate: 1 })).toBe(total([]))'],
  ])('%s in TypeScript', async (_, shop, before, after) => {
    const name = shop === scriptRenamed ? 'grandTotal' : 'total'
    expect(await judge(shop, script('total', before), script(name, after))).toBe('failed')
  })
})

describe('names that a framework knows', () => {
  /** The product renames what is called like a part of the framework. */
  const product = (old: string, now: string): Shop => {
    const text = (name: string) =>
      `export class Watch {\n  ${name}(limit: number): boolean {\n    const seconds = limit * 60\n    return seconds > 3600\n  }\n}\n`
    return { base: { 'src/watch.ts': text(old) }, head: { 'src/watch.ts': text(now) }, test: 'test/watch.test.ts', framework: 'vitest' }
  }
  const USES = "import { expect, it } from 'vitest'\nimport { Watch } from '../src/watch'\n"
  test.each([
    [
      'a matcher',
      'toBe',
      'toBeDefined',
      "it('runs', () => expect(new Watch().toBe(1)).toBe(true))\n",
      "it('runs', () => expect(new Watch().toBeDefined(1)).toBeDefined(true))\n",
    ],
    [
      'a modifier',
      'concurrent',
      'skip',
      "it.concurrent('runs', () => expect(new Watch().concurrent(1)).toBe(true))\n",
      "it.skip('runs', () => expect(new Watch().skip(1)).toBe(true))\n",
    ],
  ])('%s', async (_, old, now, before, after) => {
    expect(await judge(product(old, now), `${USES}${before}`, `${USES}${after}`)).toBe('failed')
    const honest = before.replace(`Watch().${old}`, `Watch().${now}`)
    expect(await judge(product(old, now), `${USES}${before}`, `${USES}${honest}`)).toBe('passed')
  })

  const flow = (name: string): string =>
    `class Flow:\n    def ${name}(self, steps):\n        done = [step for step in steps if step.done]\n        return len(done) == len(steps)\n`
  const flows: Shop = {
    base: { 'src/shop/__init__.py': '', 'src/shop/flow.py': flow('test_steps') },
    head: { 'src/shop/__init__.py': '', 'src/shop/flow.py': flow('check_steps') },
    ...{ test: 'tests/test_flow.py', framework: 'pytest' },
  }
  test('a test keeps the name by which it is collected', async () => {
    const before =
      'from shop.flow import Flow\n\n\nclass TestFlow(Flow):\n    def test_steps(self):\n        assert Flow.test_steps(self, []) is True\n'
    const lost = before.replaceAll('test_steps', 'check_steps')
    const kept = before.replace('Flow.test_steps', 'Flow.check_steps')
    expect(await judge(flows, before, lost)).toBe('failed')
    expect(await judge(flows, before, kept)).toBe('passed')
  })
})

describe('statements begin and end where they did', () => {
  test.each<Row>([
    ['a line break that splits an assertion', renamed, 'assert cart.total([])[0] == 3', 'assert cart.grand_total([])\n[0] == 3'],
    ['a line break after return', renamed, 'return cart.total([])', 'return\ncart.grand_total([])'],
    ['a blank string', renamed, "assert cart.total([]) == ' '", "assert cart.grand_total([]) == ''"],
    ['a blank string of a line', renamed, "assert cart.total([]) == '''\n'''", "assert cart.grand_total([]) == ''''''"],
    [
      'an indentation',
      renamed,
      'for one in basket:\n    assert cart.total([])\nassert basket',
      'for one in basket:\n    assert cart.grand_total([])\n    assert basket',
    ],
    ['a semicolon', renamed, 'assert cart.total([]) == 3', 'assert cart.grand_total([]); 3'],
    ['a text in two', renamed, "assert cart.total([]) == 'a' 'b'", "assert cart.grand_total([]) == 'a'\n'b'"],
  ])('%s', async (_, shop, before, after) => {
    expect(await judge(shop, python('from shop import cart', before), python('from shop import cart', after))).toBe('failed')
  })

  test.each<Row>([
    ['a line break after return', scriptRenamed, 'return expect(total([])).toBe(3)', 'return\nexpect(grandTotal([])).toBe(3)'],
    [
      'a line break after return before a bracket',
      scriptRenamed,
      'return (expect(total([])).toBe(3))',
      'return\n(expect(grandTotal([])).toBe(3))',
    ],
    ['a blank string', scriptRenamed, "expect(total([])).toBe(' ')", "expect(grandTotal([])).toBe('')"],
    ['a blank template', scriptRenamed, 'expect(total([])).toBe(` `)', 'expect(grandTotal([])).toBe(``)'],
    ['a line break in a template', scriptRenamed, 'expect(total([])).toBe(`a\nb`)', 'expect(grandTotal([])).toBe(`a b`)'],
  ])('%s in TypeScript', async (_, shop, before, after) => {
    expect(await judge(shop, script('total', before), script('grandTotal', after))).toBe('failed')
  })
})

describe('imports bind what the source declares', () => {
  test.each<Row>([
    ['a module that ends alike', moved, 'from shop.cart import total\n', 'from fakes.shop.sums import total\n'],
    [
      'another name of the module that something moved to',
      { ...moved, head: { ...moved.head, 'src/shop/sums.py': `${moved.head['src/shop/sums.py']}\n\ndef label(cart):\n    return ""\n` } },
      'from shop.cart import label\n',
      'from shop.sums import label\n',
    ],
    ['another name along with the one that moved', moved, 'from shop.cart import label, total\n', 'from shop.sums import label, total\n'],
    [
      'before a star import',
      renamed,
      'from shop.fakes import *\nfrom shop.cart import total\n',
      'from shop.cart import grand_total\nfrom shop.fakes import *\n',
    ],
    [
      'in a function',
      renamed,
      'from shop.cart import total\n\n\ndef test_a():\n    assert 1\n',
      'def test_a():\n    from shop.cart import grand_total\n    assert 1\n',
    ],
    [
      'a name that is still used',
      renamed,
      'from shop.cart import total\nwith raises(Exception):\n    total([])\n',
      'from shop.cart import grand_total\nwith raises(Exception):\n    total([])\n',
    ],
    ['a default import of a name', scriptMoved, "import { total } from '../src/cart'\n", "import total from '../src/sums'\n"],
    ['for the types alone', scriptMoved, "import { total } from '../src/cart'\n", "import type { total } from '../src/sums'\n"],
    [
      'a name that the file reads otherwise',
      {
        ...renamed,
        head: { ...renamed.head, 'src/shop/cart.py': renamed.head['src/shop/cart.py']?.replace('def grand_total', 'def sorted') ?? '' },
      },
      'from shop.cart import total\nassert total([]) == sorted([])\n',
      'from shop.cart import sorted\nassert sorted([]) == sorted([])\n',
    ],
  ])('%s', async (_, shop, before, after) => {
    const folders = { 'tests/fakes/shop/sums.py': 'def total(items):\n    return 3\n' }
    expect(await judge({ ...shop, base: { ...shop.base, ...folders }, head: { ...shop.head, ...folders } }, before, after)).toBe('failed')
  })
})
