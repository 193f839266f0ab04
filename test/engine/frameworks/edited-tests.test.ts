import { describe, expect, test } from 'vitest'
import { editedTests, type NamedTest } from '../../../src/engine/frameworks/edited-tests.ts'
import { testParsers } from '../../support/grammars.ts'

/** `Class > test[row]` or `describe > title`. */
function named(id: string, isPython: boolean): NamedTest & { readonly id: string } {
  const parts = id.split(' > ')
  const last = parts.pop() ?? ''
  return { id, suite: [parts.join(' > ')], name: isPython ? last.replace(/\[.*\]$/, '') : last }
}

const UNFOUND: ReadonlySet<string> = new Set(['test_made_elsewhere', 'a'.repeat(200_000)])

async function edited(path: string, before: string, after: string, ids: readonly string[]): Promise<readonly string[][] | null> {
  const tests = ids.map((id) => named(id, path.endsWith('.py')))
  const found = editedTests({ path, before, after }, tests, await testParsers())
  if (found !== null) expect(found.unfound.map(({ id }) => id)).toEqual(ids.filter((id) => UNFOUND.has(id)))
  return found?.edited.map((group) => group.map(({ id }) => id)) ?? null
}

describe('pytest', () => {
  const TEXT = `import pytest
from shop import Cart, total

RATE = 2


@pytest.fixture
def cart():
    return Cart()


def test_total(cart):
    assert total(cart) == 0


@pytest.mark.parametrize("n", [1, 2])
def test_rows(cart, n):
    assert cart.add(n) == n


class Shared:
    size = 1

    def test_shared(self):
        assert total([]) == self.size - 1

    def test_own(self):
        assert True


@pytest.mark.slow
class TestCart(Shared):
    class TestEmpty:
        async def test_total(self):
            def test_inner():
                return 1
            assert total(None) == test_inner()

    def test_own(self):
        assert total([]) == 0


if RATE:
    def test_conditional():
        assert RATE == 2
else:
    try:
        import lib
    except ImportError:
        def test_otherwise():
            assert RATE == 0
`
  const IDS = [
    ...['test_total', 'test_rows[1]', 'test_rows[2]', 'TestCart > TestEmpty > test_total', 'TestCart > test_own', 'TestCart > test_shared'],
    ...['test_conditional', 'test_otherwise'],
  ]
  const change = (from: string, to: string) => edited('tests/test_cart.py', TEXT, TEXT.replace(from, to), IDS)

  test.each([
    ['a function', 'total(cart) == 0', 'total(cart) == 1', [['test_total']]],
    ['its decorator, newly', 'def test_total(cart)', '@pytest.mark.skip\ndef test_total(cart)', [['test_total']]],
    ['its name', 'def test_total(cart)', 'def disabled_total(cart)', [['test_total']]],
    ['its parameters', 'def test_total(cart)', 'def test_total(cart, rate=1)', [['test_total']]],
    ['a second one under its name', 'RATE = 2', 'def test_total():\n    pass', [['test_total']]],
    ['the text that rows share', 'cart.add(n)', 'cart.put(n)', [['test_rows[1]', 'test_rows[2]']]],
    ['the rows themselves', '[1, 2]', '[1]', [['test_rows[1]', 'test_rows[2]']]],
    ['a method of a nested class', 'total(None)', 'total(0)', [['TestCart > TestEmpty > test_total']]],
    ['a function inside of a test', 'return 1', 'return 2', [['TestCart > TestEmpty > test_total']]],
    ['a method', 'assert total([]) == 0', 'assert total([]) == 2', [['TestCart > test_own']]],
    ['what a class inherits', 'assert total([]) == self', 'assert total(()) == self', [['TestCart > test_shared']]],
    ['what no class inherits, since it has its own', 'assert True', 'assert False', []],
    [
      'a class’s decorator',
      'mark.slow',
      'mark.skip',
      [['TestCart > TestEmpty > test_total'], ['TestCart > test_own'], ['TestCart > test_shared']],
    ],
    ['the condition that a test is under', 'if RATE:', 'if False:', [['test_conditional'], ['test_otherwise']]],
    ['a test of another branch', 'RATE == 0', 'RATE == 1', [['test_otherwise']]],
    ['an import', 'import Cart, total', 'import total, Cart', []],
    ['a fixture', 'return Cart()', 'return Cart(1)', []],
    ['a value of the module', 'RATE = 2', 'RATE = 3', []],
    ['a value of a class', 'size = 1', 'size = 2', []],
    ['a new test', 'RATE = 2', 'RATE = 2\n\n\ndef test_new():\n    pass\n', []],
    ['blank lines and comments between tests', '\n\n@pytest.mark.parametrize', '\n# rows\n\n\n@pytest.mark.parametrize', []],
  ])('%s', async (_what, from, to, expected) => {
    expect(TEXT).toContain(from)
    expect(await change(from, to)).toEqual(expected)
  })

  test('a test that is gone is an edited one', async () => {
    const [before, after] = [TEXT, TEXT.replace(/def test_total\(cart\)[^@]*/, '')]
    expect(await edited('tests/test_cart.py', before, after, IDS)).toEqual([['test_total']])
  })

  test('one among several functions of a file is found, whatever shifts around it', async () => {
    const after = TEXT.replace('RATE = 2\n', 'RATE = 2\nMORE = """\ndef test_total():\n"""\n').replace('total(None)', 'total(1)')
    expect(await edited('tests/test_cart.py', TEXT, after, IDS)).toEqual([['TestCart > TestEmpty > test_total']])
  })

  test('what no text of the file is called by is not judged', async () => {
    expect(await edited('tests/test_cart.py', TEXT, TEXT.replaceAll('total', 'sum'), ['test_made_elsewhere'])).toEqual([])
  })
})

describe('jest and vitest', () => {
  const TEXT = `import { total } from '../src/cart'
const RATE = 2

describe('cart', () => {
  beforeEach(() => reset())

  describe('of "many" > items', () => {
    it('adds them', () => {
      expect(total([1, 2])).toBe(3)
    })
    it.each([[1, 1], [2, 4]])('squares %i to %s', (n, square) => {
      expect(n * n).toBe(square)
    })
    it('squares 3 to 9', () => expect(3 * 3).toBe(9))
  })

  test('adds nothing', async () => {
    await step('adds them', () => {})
    expect(total([])).toBe(0)
  })
})

describe.each\`
  kind
  \${'big'}
\`('a $kind cart', ({ kind }) => {
  it(\`has \${RATE} sides in \${kind}\`, () => { expect(RATE).toBe(2) })
})

for (const name of ['a', 'b']) test('named ' + name, () => { expect(name.length).toBe(1) })

suite(Cart.name, () => { test('has a class', check) })
`
  const IDS = [
    ...['cart > of "many" > items > adds them', 'cart > of "many" > items > squares 1 to 1', 'cart > of "many" > items > squares 2 to 4'],
    ...['cart > of "many" > items > squares 3 to 9', 'cart > adds nothing', 'a big cart > has 2 sides in big', 'named a', 'named b'],
    'Cart > has a class',
  ]
  const ROWS = ['cart > of "many" > items > squares 1 to 1', 'cart > of "many" > items > squares 2 to 4']
  const change = (from: string, to: string, path = 'test/cart.test.ts') => edited(path, TEXT, TEXT.replace(from, to), IDS)

  test.each([
    ['a test in nested describes', 'toBe(3)', 'toBe(4)', [['cart > of "many" > items > adds them']]],
    ['the rows of a table', '[2, 4]', '[2, 5]', [ROWS]],
    ['the function of a table', 'n * n', 'n + n', [ROWS]],
    ['a test whose title a table could give too', '3 * 3', '3 + 3', [['cart > of "many" > items > squares 3 to 9']]],
    ['what a test calls with a title', "'adds them', () => {}", "'adds them', () => null", [['cart > adds nothing']]],
    ['how a test is called', "test('adds nothing'", "test.skip('adds nothing'", [['cart > adds nothing']]],
    ['a template string in a table of describes', 'RATE).toBe(2)', 'RATE).toBe(3)', [['a big cart > has 2 sides in big']]],
    ['a title that is put together', 'toBe(1)', 'toBe(2)', [['named a', 'named b']]],
    ['a describe that is named by a value', 'check', 'uncheck', [['Cart > has a class']]],
    ['how a describe is called', 'suite(', 'suite.skip(', [['Cart > has a class']]],
    ['the title of a describe', '\'of "many"', '\'of "few"', [[IDS[0]], ROWS, [IDS[3]]]],
    ['what a loop goes through', "of ['a', 'b']", "of ['a']", [['named a', 'named b']]],
    ['the values of a table of describes', "'big'", "'large'", []],
    ['what a test stands in', "test('adds nothing'", "if (RATE) test('adds nothing'", [['cart > adds nothing']]],
    [
      'a test of the same title beside it',
      "  test('adds nothing'",
      "  test('adds nothing', () => {})\n  test('adds nothing'",
      [['cart > adds nothing']],
    ],
    ['an import', "'../src/cart'", "'../src/carts'", []],
    ['a hook', 'reset()', 'clear()', []],
    ['a value of the module', 'RATE = 2', 'RATE = 3', []],
    ['a new test', "  test('adds nothing'", "  test('new', () => {})\n  test('adds nothing'", []],
  ])('%s', async (_what, from, to, expected) => {
    expect(TEXT).toContain(from)
    expect(await change(from, to)).toEqual(expected)
  })

  test('titles are matched as the reports join them, in every extension', async () => {
    const [before, after] = [
      "describe('a', () => { it('b  \\u{63}', () => f()) })\n",
      "describe('a', () => { it('b  \\u{63}', () => g()) })\n",
    ]
    for (const id of ['a > b c', 'a › b c', 'a b c'])
      for (const path of ['a.test.js', 'a.test.tsx', 'a.spec.mts']) expect(await edited(path, before, after, [id])).toEqual([[id]])
  })

  test('many holes and a long name are compared in moments', async () => {
    const title = Array.from({ length: 2_000 }, () => '${x}a').join('')
    const before = `test(\`${title}b\`, () => {})\n`
    expect(await edited('a.test.ts', before, before, ['a'.repeat(200_000)])).toEqual([])
  })
})

test('a file of an unknown kind, or too large to be parsed, is not read', async () => {
  expect(await edited('a.rb', 'x', 'y', ['a'])).toBeNull()
  expect(await edited('test_a.py', 'x = 1\n'.repeat(200_000), '', ['a'])).toBeNull()
})
