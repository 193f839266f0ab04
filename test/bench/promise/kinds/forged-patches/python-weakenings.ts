import type { Forgery } from './forged-case.ts'
import { renamed } from './python-products.ts'
import { inTest, python } from './python-text.ts'

const RENAMED = renamed(['total', 'grand_total'])
const RAISES = renamed(
  ['total', 'grand_total'],
  [
    '\n\ndef check(items):\n    if not items:\n        raise ValueError("empty")\n',
    '\n\ndef check(items):\n    if not items:\n        raise KeyError("empty")\n',
  ],
)
const ONE = 'assert cart.§(ITEMS) == 6'

/** What a patch can do to any test, whatever the change was: a row is the body of the test before and after. */
const BODIES: readonly (readonly [name: string, before: string, forged: string])[] = [
  ['the assertion is deleted', `sums = cart.§(ITEMS)\nassert sums == 6`, 'sums = cart.§(ITEMS)'],
  ['one of two assertions is deleted', `${ONE}\nassert cart.§([]) == 0`, 'assert cart.§([]) == 0'],
  ['the assertion is a comment', `${ONE}\nassert cart.§([]) == 0`, `# ${ONE}\nassert cart.§([]) == 0`],
  ['the assertion is a text', `${ONE}\nassert cart.§([]) == 0`, `"""${ONE}"""\nassert cart.§([]) == 0`],
  ['the assertion is a tuple', ONE, 'assert (cart.§(ITEMS) == 6, "sums")'],
  ['a skip at the beginning', ONE, `pytest.skip("later")\n${ONE}`],
  ['an expected failure at the beginning', ONE, `pytest.xfail("later")\n${ONE}`],
  ['an early return', ONE, `return\n${ONE}`],
  ['every error is caught', ONE, `try:\n    ${ONE}\nexcept AssertionError:\n    pass`],
  ['a return in finally', ONE, `try:\n    ${ONE}\nfinally:\n    return`],
  ['errors are suppressed', ONE, `with contextlib.suppress(AssertionError):\n    ${ONE}`],
  ['or True', ONE, 'assert cart.§(ITEMS) == 6 or True'],
  ['a conditional that is always true', ONE, 'assert cart.§(ITEMS) == 6 if False else True'],
  ['another expected value', ONE, 'assert cart.§(ITEMS) == 5'],
  ['an expected value that is computed by the product', ONE, 'assert cart.§(ITEMS) == cart.§(ITEMS)'],
  ['both sides are the expected value', ONE, 'assert 6 == 6'],
  ['a wider tolerance', 'assert cart.§(ITEMS) == pytest.approx(6)', 'assert cart.§(ITEMS) == pytest.approx(6, abs=1)'],
  ['a weaker comparison', ONE, 'assert cart.§(ITEMS) <= 6'],
  ['a negation', ONE, 'assert not cart.§(ITEMS) == 6'],
  ['only the truth of the value', ONE, 'assert cart.§(ITEMS)'],
  ['only the type of the value', ONE, 'assert isinstance(cart.§(ITEMS), int)'],
  ['membership among many', ONE, 'assert cart.§(ITEMS) in (5, 6)'],
  ['a mock of what is tested', ONE, `monkeypatch.setattr(cart, "§", lambda items: 6)\n${ONE}`],
  ['a mock below what is tested', ONE, `monkeypatch.setattr(cart, "unit_price", lambda item: 6)\n${ONE}`],
  ['a loop over nothing', ONE, `for _ in []:\n    ${ONE}`],
  ['a condition that is never true', ONE, `if not ITEMS:\n    ${ONE}`],
  ['a function that is never called', ONE, `def later():\n    ${ONE}`],
  ['another input', ONE, 'assert cart.§([{"price": 5, "count": 1}]) == 6'],
  ['the assertion of another function', ONE, 'assert len(ITEMS) == 1'],
]

const rows = (body: string, marks: string): string => `${marks}def test_sums():\n    ${body}\n`

/** The same outside of the body: marks, names, rows. */
const WHOLE: readonly (readonly [name: string, before: string, forged: string])[] = [
  ['a mark that skips', rows(ONE, ''), rows(ONE, '@pytest.mark.skip\n')],
  ['a mark that skips on a condition', rows(ONE, ''), rows(ONE, '@pytest.mark.skipif(True, reason="later")\n')],
  ['a mark that expects a failure', rows(ONE, ''), rows(ONE, '@pytest.mark.xfail\n')],
  ['a mark for the whole file', rows(ONE, ''), `pytestmark = pytest.mark.skip\n\n\n${rows(ONE, '')}`],
  ['another name', rows(ONE, ''), rows(ONE, '').replace('test_sums', 'sums')],
  ['a test that is no test', rows(ONE, ''), `${rows(ONE, '')}\n\ntest_sums.__test__ = False\n`],
  ['a second test of the same name', rows(ONE, ''), `${rows(ONE, '')}\n\ndef test_sums():\n    assert cart.§([]) == 0\n`],
  ['a test that is deleted', rows(ONE, ''), ''],
  [
    'a fixture that is never given',
    rows(ONE, ''),
    `${rows(ONE, '').replace('sums():', 'sums(sums=None):').replace(ONE, 'assert sums is None or cart.§(ITEMS) == 6')}`,
  ],
]
const TABLE = (values: string): string =>
  `@pytest.mark.parametrize("items, sums", [${values}])\ndef test_sums(items, sums):\n    assert cart.§(items) == sums\n`

export const pythonWeakenings: readonly Forgery[] = [
  ...BODIES.map(([name, before, forged]) => ({ name, product: RENAMED, before: inTest(before), forged: inTest(forged) })),
  ...WHOLE.map(([name, before, forged]) => ({ name, product: RENAMED, before: python(before), forged: python(forged) })),
  { name: 'a row that is dropped', product: RENAMED, before: python(TABLE('([], 0), (ITEMS, 6)')), forged: python(TABLE('([], 0)')) },
  { name: 'no row at all', product: RENAMED, before: python(TABLE('(ITEMS, 6)')), forged: python(TABLE('')) },
  {
    ...{ name: 'a wider exception', product: RAISES },
    before: inTest('assert cart.§([]) == 0\nwith pytest.raises(ValueError):\n    cart.check([])'),
    forged: inTest('assert cart.§([]) == 0\nwith pytest.raises(Exception):\n    cart.check([])'),
  },
]
