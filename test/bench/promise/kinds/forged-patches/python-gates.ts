import type { Forgery, Product, Texts } from './forged-case.ts'
import { flow, moduleMoved, moved, parameters, renamed } from './python-products.ts'
import { inTest, python } from './python-text.ts'

const RENAMED = renamed(['total', 'grand_total'])
const MARK = renamed(['total', 'grand_total'], ['\n\ndef mark(whole):\n    return " "\n', '\n\ndef mark(whole):\n    return ""\n'])
const NEWLINE = renamed(['total', 'grand_total'], ['\n\ndef mark(whole):\n    return "\\n"\n', '\n\ndef mark(whole):\n    return ""\n'])
const SIGNS = renamed(['expected', 'actual'])
const CHECKED = renamed(
  ['total', 'grand_total'],
  [
    '\n\ndef checked(items):\n    if not items:\n        raise ValueError("empty")\n    return items\n',
    '\n\ndef checked(items):\n    return items\n',
  ],
)

type Body = readonly [name: string, product: Product, before: string, forged: string]

/** Statements that end elsewhere, and words that only read like the declared name. */
const BODIES: readonly Body[] = [
  ['a line break splits the assertion', RENAMED, 'assert [cart.§(ITEMS)][0] == 6', 'assert [cart.§(ITEMS)]\n[0] == 6'],
  ['a line break before a sign', RENAMED, 'assert cart.§(ITEMS) - 6 == 0', 'assert cart.§(ITEMS)\n- 6 == 0'],
  ['a semicolon splits the assertion', RENAMED, 'assert [cart.§(ITEMS)][0] == 6', 'assert [cart.§(ITEMS)]; [0] == 6'],
  ['a line break after return', RENAMED, 'return same(cart.§(ITEMS), 6)', 'return\nsame(cart.§(ITEMS), 6)'],
  ['a blank text', MARK, 'assert cart.mark(cart.§(ITEMS)) == " "', 'assert cart.mark(cart.§(ITEMS)) == ""'],
  ['a blank text in three quotes', NEWLINE, 'assert cart.mark(cart.§(ITEMS)) == """\\n"""', 'assert cart.mark(cart.§(ITEMS)) == """"""'],
  [
    'an assertion moves into the loop above',
    RENAMED,
    'for _ in []:\n    pass\nassert cart.§(ITEMS) == 6',
    'for _ in []:\n    pass\n    assert cart.§(ITEMS) == 6',
  ],
  [
    'an assertion moves into the condition above',
    RENAMED,
    'if not ITEMS:\n    assert cart.§([]) == 0\nassert cart.§(ITEMS) == 6',
    'if not ITEMS:\n    assert cart.§([]) == 0\n    assert cart.§(ITEMS) == 6',
  ],
  [
    'one side becomes the other',
    SIGNS,
    'actual = cart.§(ITEMS)\nexpected = 6\nassert actual == expected',
    'actual = cart.§(ITEMS)\nexpected = 6\nassert actual == actual',
  ],
  [
    'the expected local is renamed to the actual one',
    SIGNS,
    'actual = cart.§(ITEMS)\nexpected = 6\nassert actual == expected',
    'actual = cart.§(ITEMS)\nactual = 6\nassert actual == actual',
  ],
  [
    'a local',
    RENAMED,
    'grand_total = cart.unit_price(ITEMS[0])\ntotal = 6\nassert cart.§(ITEMS) == total',
    'grand_total = cart.unit_price(ITEMS[0])\ntotal = 6\nassert cart.§(ITEMS) == grand_total',
  ],
  [
    'a member of another object',
    RENAMED,
    'row = Row(total=6, grand_total=5)\nassert cart.§(ITEMS) == row.total',
    'row = Row(total=6, grand_total=5)\nassert cart.§(ITEMS) == row.grand_total',
  ],
  [
    'a keyword of another function',
    RENAMED,
    'row = dict(grand_total=6, total=6)\nassert cart.§(ITEMS) == row.pop("total")',
    'row = dict(total=5, grand_total=6)\nassert cart.§(ITEMS) == row.pop("total")',
  ],
  [
    'a key',
    RENAMED,
    'row = {"total": 6, "grand_total": 5}\nassert cart.§(ITEMS) == row["total"]',
    'row = {"total": 6, "grand_total": 5}\nassert cart.§(ITEMS) == row["grand_total"]',
  ],
  [
    'a text of a method that is called like a patcher',
    RENAMED,
    'book = Book(total=6, grand_total=5)\nassert cart.§(ITEMS) == book.object(cart, "total")',
    'book = Book(total=6, grand_total=5)\nassert cart.§(ITEMS) == book.object(cart, "grand_total")',
  ],
  [
    'a path for a method that is called like a patcher',
    RENAMED,
    'book = Book(total=6, grand_total=5)\nassert cart.§(ITEMS) == book.patch("{p}.cart.total")',
    'book = Book(total=6, grand_total=5)\nassert cart.§(ITEMS) == book.patch("{p}.cart.grand_total")',
  ],
  [
    'the value that a mock gives',
    RENAMED,
    'row = Row(total=6, grand_total=5)\nmonkeypatch.setattr(cart, "label", "total")\nassert cart.§(ITEMS) == getattr(row, cart.label)',
    'row = Row(total=6, grand_total=5)\nmonkeypatch.setattr(cart, "label", "grand_total")\nassert cart.§(ITEMS) == getattr(row, cart.label)',
  ],
  [
    'a text that is compared',
    RENAMED,
    'row = {"total": 6, "grand_total": 5}\nname = "total"\nassert cart.§(ITEMS) == row[name]',
    'row = {"total": 6, "grand_total": 5}\nname = "grand_total"\nassert cart.§(ITEMS) == row[name]',
  ],
  [
    'a parameter of a helper',
    RENAMED,
    'check = lambda grand_total, total: total == 6\nassert check(6, cart.§(ITEMS))',
    'check = lambda total, grand_total: total == 6\nassert check(6, cart.§(ITEMS))',
  ],
  [
    'the half of a formatted text',
    RENAMED,
    'row = {"total": 6, "grand_total": 5}\nassert cart.§(ITEMS) == row[f"{\'\'}total"]',
    'row = {"total": 6, "grand_total": 5}\nassert cart.§(ITEMS) == row[f"{\'\'}grand_total"]',
  ],
]
const ABOVE = `class Row:
    def __init__(self, **values):
        self.__dict__.update(values)


class Book:
    def __init__(self, **values):
        self.values = values

    def object(self, holder, name):
        return self.values[name]

    def patch(self, path):
        return self.values[path.split(".")[-1]]


def same(one, other):
    assert one == other


`
const named = (body: string): string => python(`${ABOVE}def test_sums(monkeypatch):\n    ${body.replaceAll('\n', '\n    ')}\n`)

const FIXTURES = (asked: string): string =>
  python(
    `@pytest.fixture\ndef total():\n    return 6\n\n\n@pytest.fixture\ndef grand_total():\n    return cart.unit_price(ITEMS[0])\n\n\ndef test_sums(total, grand_total):\n    assert cart.§(ITEMS) == ${asked}\n`,
  )

const FROM = 'from {p}.cart import §\n'
const FAKES: Texts = {
  '{p}_fakes/__init__.py': '',
  '{p}_fakes/cart.py': 'def total(items):\n    return 6\n\n\ndef grand_total(items):\n    return 6\n',
  '{p}_fakes/sums.py': 'def total(items):\n    return 6\n',
}
const SUMS = 'assert §(ITEMS) == 6'
type Imported = readonly [name: string, product: Product, imports: string, forgedImports: string, body: string, forged: string]
const IMPORTS: readonly Imported[] = [
  ['a module that looks alike', RENAMED, FROM, 'from {p}_fakes.cart import §\n', SUMS, SUMS],
  [
    'a moved name from a module that looks alike',
    moved,
    'from {p}.cart import total\n',
    'from {p}_fakes.sums import total\n',
    'assert total(ITEMS) == 6',
    'assert total(ITEMS) == 6',
  ],
  [
    'another name of the module that something moved to',
    moved,
    'from {p}.cart import total\n',
    'from {p}.sums import fixed as total\n',
    'assert total(ITEMS) == 6',
    'assert total(ITEMS) == 6',
  ],
  ['another name under the new one', RENAMED, FROM, 'from {p}_fakes.cart import total as §\n', SUMS, SUMS],
  ['a star import that comes later', RENAMED, `from {p}_fakes.cart import *\n${FROM}`, `${FROM}from {p}_fakes.cart import *\n`, SUMS, SUMS],
  ['a star import that is added', RENAMED, FROM, `${FROM}from {p}_fakes.cart import *\n`, SUMS, SUMS],
  ['an import in the test', RENAMED, FROM, FROM, SUMS, `from {p}_fakes.cart import §\n${SUMS}`],
  [
    'a name that is no longer imported',
    CHECKED,
    `${FROM}from {p} import cart\n`,
    `${FROM}from {p} import cart\n`,
    'with pytest.raises(Exception):\n    §(cart.checked([]))',
    'with pytest.raises(Exception):\n    total(cart.checked([]))',
  ],
  [
    'the other module under the name of the old one',
    RENAMED,
    'from {p} import cart\n',
    'from {p}_fakes import cart\n',
    'assert cart.§(ITEMS) == 6',
    'assert cart.§(ITEMS) == 6',
  ],
]

const cut = (difference: string, off: string): string =>
  `def minus(one, other):\n    return ${difference}\n\n\ndef cut(price, ${off}):\n    return minus(price, ${off})`
const DISCOUNT = parameters(cut('one - other', 'off'), cut('one - other', 'less'), cut('other - one', 'less'), (test) =>
  test.replaceAll('9, off=', '9, less='),
)
const NOTE = parameters(
  'def bill(sums, note, tax=0):\n    return sums + tax',
  'def bill(sums, tax=0):\n    return sums + tax',
  'def bill(sums, tax=0):\n    return sums + tax + 1',
  (test) => test.replaceAll(', "note"', ''),
)
const ROUND = parameters(
  'def round(sums, note):\n    return sums',
  'def round(sums):\n    return sums',
  'def round(sums):\n    return sums + 0.3',
  (test) => test.replaceAll(', "note"', ''),
)
const CALLS: readonly Body[] = [
  ['two values are exchanged with a keyword', DISCOUNT, 'assert cart.cut(9, off=3) == 6', 'assert cart.cut(3, less=9) == 6'],
  ['two values are exchanged', DISCOUNT, 'assert cart.cut(9, off=3) == 6', 'assert cart.cut(less=9, price=3) == 6'],
  ['an argument more is dropped', NOTE, 'assert cart.bill(6, "note", 1) == 7', 'assert cart.bill(6) == 7'],
  [
    'an argument of a builtin of the same name',
    ROUND,
    'assert round(cart.round(6.0, "note"), 1) == 6',
    'assert round(cart.round(6.0)) == 6',
  ],
  [
    'a keyword of an expected call',
    DISCOUNT,
    'row = dict(off=6, less=-6)\nassert cart.cut(9, off=3) == row["off"]',
    'row = dict(off=6, less=-6)\nassert cart.cut(9, less=3) == row["less"]',
  ],
]

const STEPS = 'from {p}.flow import Flow\n'
const STEP = (name: string): string =>
  python(`class TestFlow:\n    def ${name}(self):\n        assert Flow().§() is True\n        assert Flow().unit() == 6\n`, STEPS)

export const pythonGates: readonly Forgery[] = [
  ...BODIES.map(([name, product, before, forged]) => ({ name, product, before: named(before), forged: named(forged) })),
  { name: 'a fixture of the test', product: RENAMED, before: FIXTURES('total'), forged: FIXTURES('grand_total') },
  ...IMPORTS.map(([name, product, imports, forgedImports, body, forged]) => ({
    name,
    product,
    beside: FAKES,
    before: inTest(body, '', imports),
    forged: inTest(forged, '', forgedImports),
  })),
  ...CALLS.map(([name, product, before, forged]) => ({
    name,
    product,
    before: inTest(before),
    forged: inTest(forged),
  })),
  { name: 'a test loses the name by which it is collected', product: flow, before: STEP('test_steps'), forged: STEP('check_steps') },
  {
    ...{ name: 'a word of the old module', product: moduleMoved },
    before: inTest('cart = 6\nbasket = sums(ITEMS)\nassert basket == cart', '', 'from {p}.§ import total as sums\n'),
    forged: inTest('cart = 6\nbasket = sums(ITEMS)\nassert basket == basket', '', 'from {p}.§ import total as sums\n'),
  },
]
