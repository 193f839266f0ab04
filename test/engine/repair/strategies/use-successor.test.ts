import { describe, expect, test } from 'vitest'
import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import { applyEdits } from '../../../../src/engine/repair/apply-edits.ts'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { reviewCandidate } from '../../../../src/engine/review/review-candidate.ts'
import { testParsers } from '../../../support/grammars.ts'
import { type Files, repairContext } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

type Followed = { readonly text: string | null; readonly standings: readonly string[]; readonly declined: readonly string[] }

/** What becomes of one test between two versions of a product, and what the texts say of each edit. */
async function followed(base: Files, head: Files, path: string, text: string): Promise<Followed> {
  const context = await repairContext(base, head, { [path]: text })
  const { drafts, declined } = proposeFor(context)
  const [draft] = drafts
  const reasons = declined.map(({ reason }) => reason.code)
  if (draft === undefined) return { text: null, standings: [], declined: reasons }
  expect(draft.strategy).toBe('use_successor')
  const framework = frameworkNamed(path.endsWith('.py') ? 'pytest' : 'vitest')
  if (framework === null) throw new Error('no such framework')
  const sources = await sourcesOf({ ...base, [path]: text }, { ...head, [path]: text }, framework.name)
  const parsers = await testParsers()
  const reviewed = reviewCandidate({ edits: [...draft.edits], causes: [...draft.causes] }, { sources, framework, parsers }, [])
  const standings = reviewed?.review.edits.map(({ standing }) => standing) ?? []
  return { text: applyEdits(text, draft.edits), standings: [...new Set(standings)], declined: reasons }
}

const NEW = 'def price(item, quantity=1, rate=0):\n    return item * quantity + rate\n'
const python = (old: string): Files => ({ 'shop.py': `import warnings\n\n\n${NEW}${old}` })
const WITHOUT = python('')
const PATH = 'tests/test_shop.py'
const importing = (body: string): string => `from shop import cost\n\n\ndef test_cost():\n    ${body}\n`
const pythonTest = (old: string, body: string, head: Files = WITHOUT) => followed(python(old), head, PATH, importing(body))
const now = (body: string): string => importing(body).replace('import cost', 'import price')

describe('an alias that went', () => {
  test('is its successor, in every use', async () => {
    const found = await pythonTest('\n\ncost = price  # deprecated\n', 'assert [cost(2), sum(map(cost, [1]))] == [2, 1]')
    expect(found).toMatchObject({ text: now('assert [price(2), sum(map(price, [1]))] == [2, 1]'), standings: ['declared'] })
  })

  test('of a module', async () => {
    const text = 'import shop\n\n\ndef test_cost():\n    assert shop.cost(2, quantity=3) == 6\n'
    const found = await followed(python('\n\ncost = price  # deprecated\n'), WITHOUT, PATH, text)
    expect(found).toMatchObject({ text: text.replace('shop.cost', 'shop.price'), standings: ['declared'] })
  })

  test('in JavaScript', async () => {
    const next = 'export function price(item, quantity = 1) {\n  return item * quantity\n}\n'
    const text = "import { cost } from '../src/shop.js'\ntest('cost', () => {\n  expect(cost(2, 3)).toBe(6)\n})\n"
    const found = await followed(
      { 'src/shop.js': `${next}// deprecated: use price\nexport const cost = price\n` },
      { 'src/shop.js': next },
      'test/shop.test.js',
      text,
    )
    expect(found).toMatchObject({ text: text.replaceAll(/cost(?!')/g, 'price'), standings: ['declared'] })
  })
})

describe('a wrapper that went', () => {
  const warned = (call: string, parameters = 'quantity, item'): string =>
    `\n\ndef cost(${parameters}):\n    """Old."""\n    warnings.warn('use price', DeprecationWarning)\n    return price(${call})\n`

  test('hands its arguments on in another order, with a value that it fixes', async () => {
    const found = await pythonTest(warned('item, quantity, rate=5'), 'assert cost(3, 2) == 11')
    expect(found).toMatchObject({ text: now('assert price(2, 3, rate=5) == 11'), standings: ['declared'] })
  })

  test('passes a default on that the successor does not have', async () => {
    const found = await pythonTest(warned('item, quantity', 'item, quantity=10'), 'assert cost(3) == 30')
    expect(found).toMatchObject({ text: now('assert price(3, 10) == 30'), standings: ['declared'] })
  })

  test('leaves out what the successor takes anyway, and keeps a keyword', async () => {
    const found = await pythonTest(warned('item, quantity', 'item, quantity=1'), 'assert cost(item=3) + cost(3) == 6')
    expect(found).toMatchObject({ text: now('assert price(item=3) + price(3) == 6'), standings: ['declared'] })
  })

  test('of a method', async () => {
    const shop = (old: string): Files => ({ 'shop.py': `class Shop:\n    def price(self, item):\n        return item\n${old}` })
    const old = '\n    @deprecated("use price")\n    def cost(self, item):\n        return self.price(item)\n'
    const text = 'from shop import Shop\n\n\ndef test_cost():\n    shop = Shop()\n    assert shop.cost(2) == 2\n'
    const found = await followed(shop(old), shop(''), PATH, text)
    expect(found).toMatchObject({ text: text.replace('shop.cost(', 'shop.price('), standings: ['declared'] })
  })

  test('in JavaScript', async () => {
    const next = 'export function price(item, quantity) {\n  return item * quantity\n}\n'
    const old =
      "/** @deprecated use price */\nexport function cost(quantity, item) {\n  console.warn('use price')\n  return price(item, quantity)\n}\n"
    const text = "import { cost } from '../src/shop.js'\ntest('it', () => {\n  expect(cost(3, 2)).toBe(6)\n})\n"
    const found = await followed({ 'src/shop.js': next + old }, { 'src/shop.js': next }, 'test/shop.test.js', text)
    expect(found).toMatchObject({
      text: text.replace('{ cost }', '{ price }').replace('cost(3, 2)', 'price(2, 3)'),
      standings: ['declared'],
    })
  })

  test('that is used as a value is not followed where its arguments are others', async () => {
    const found = await pythonTest(warned('item, quantity'), 'assert list(map(cost, [1], [2])) == [2]')
    expect(found).toMatchObject({ text: null, declined: ['call-not-adapted'] })
  })
})

describe('an old name that is still there', () => {
  const old = '\n\ndef cost(item):\n    return price(item)\n'
  test('but throws', async () => {
    const head = python("\n\ndef cost(item):\n    raise TypeError('cost was removed, use price')\n")
    expect(await pythonTest(old, 'assert cost(2) == 2', head)).toMatchObject({ text: now('assert price(2) == 2'), standings: ['declared'] })
  })

  test('but warns, and only calls the successor', async () => {
    const head = python("\n\ndef cost(item):\n    warnings.warn('use price', DeprecationWarning)\n    return price(item)\n")
    const base = '\n\ndef cost(item):\n    return item * 1 + 0\n'
    expect(await pythonTest(base, 'assert cost(2) == 2', head)).toMatchObject({
      text: now('assert price(2) == 2'),
      standings: ['declared'],
    })
  })

  test('but throws, while the product still calls it: a caller was left behind', async () => {
    const caller = '\n\ndef total(items):\n    return sum(cost(item) for item in items)\n'
    const head = python(`\n\ndef cost(item):\n    raise TypeError('cost was removed, use price')\n${caller}`)
    const sources = await sourcesOf(python(old + caller), head)
    const change = sources.changes.find(({ kind }) => kind === 'succeeded')
    expect(change && sources.callersOf(change).unmigrated).toHaveLength(1)
  })
})

describe('traps', () => {
  test('a successor that only a note names is a guess', async () => {
    const old = '\n\ndef cost(item):\n    """Deprecated: use price instead."""\n    return item * 100\n'
    const found = await pythonTest(old, 'assert cost(2) == 200')
    expect(found).toMatchObject({ text: now('assert price(2) == 200'), standings: ['doubted'] })
  })

  test('a wrapper that did more than call the successor is a guess, or nothing', async () => {
    const old = '\n\ndef cost(item):\n    return price(item) * 100\n'
    expect((await pythonTest(old, 'assert cost(2) == 200')).text).toBeNull()
  })

  test('a test that compares the old name with its successor would compare a thing with itself', async () => {
    const text = 'import shop\n\n\ndef test_same():\n    assert shop.cost(2) == shop.price(2)\n'
    const found = await followed(python('\n\ncost = price  # deprecated\n'), WITHOUT, PATH, text)
    expect(found).toMatchObject({ text: null, declined: ['compares-with-successor'] })
  })

  test('a test of the notice goes with it', async () => {
    const old = "\n\ndef cost(item):\n    warnings.warn('use price', DeprecationWarning)\n    return price(item)\n"
    const text =
      'import pytest\nfrom shop import cost\n\n\ndef test_notice():\n    with pytest.warns(DeprecationWarning):\n        cost(2)\n'
    expect(await followed(python(old), WITHOUT, PATH, text)).toMatchObject({ text: null, declined: ['tests-the-notice'] })
  })

  test('a successor that is not there is none', async () => {
    const base = { 'shop.py': 'def cost(item):\n    """Deprecated, use amount."""\n    return item\n' }
    const head = { 'shop.py': 'def other(one, two, three):\n    return [one, two, three][::-1]\n' }
    expect((await followed(base, head, PATH, importing('assert cost(2) == 2'))).text).toBeNull()
  })

  test('an alias that nobody called deprecated is a guess: it may have been lost', async () => {
    const found = await pythonTest('\n\ncost = price\n', 'assert cost(2) == 2')
    expect(found).toMatchObject({ text: now('assert price(2) == 2'), standings: ['doubted'] })
  })

  test('a private function behind a public one is no successor', async () => {
    const shop = (old: string): Files => ({ 'shop.py': `def _price(item):\n    return item\n${old}` })
    const old = '\n\ndef cost(item):\n    return _price(item)\n'
    expect((await followed(shop(old), shop(''), PATH, importing('assert cost(2) == 2'))).text).toBeNull()
  })
})
