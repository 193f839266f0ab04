import type { SeededChange } from '../seeded-change.ts'

/** Changes of small Python modules, as a shop, a library or a ledger has them. */
export const pythonChanges: readonly SeededChange[] = [
  {
    name: 'rebate from an amount on',
    kind: 'branch',
    code: `def total(prices):
    amount = sum(prices)
«|    if amount > {{n}}00:
        amount = amount * 0.9
|    if amount > {{n}}00:
        amount = amount * 1.0
»    return round(amount, 2)
`,
    tests: `from {{module}} import total


def test_total_of_{{thing}}():
    assert total([2.0, 3.5]) == 5.5


def test_total_of_no_{{thing}}():
    assert total([]) == 0
`,
    check: `

def test_large_{{thing}}_have_a_rebate():
    assert total([{{n}}00, {{n}}00]) == {{n}}00 * 1.8
`,
  },
  {
    name: 'refusal of a negative count',
    kind: 'branch',
    code: `class {{Thing}}Store:
    def __init__(self):
        self.counts = {}

    def add(self, name, count):
«|        if count < 0:
            raise ValueError("a count is not negative")
|»        self.counts[name] = self.counts.get(name, 0) + count
        return self.counts[name]
`,
    tests: `from {{module}} import {{Thing}}Store


def test_counts_add_up():
    store = {{Thing}}Store()
    store.add("{{thing}}", 2)
    assert store.add("{{thing}}", 3) == 5
`,
    check: `

def test_a_negative_count_is_refused():
    import pytest

    with pytest.raises(ValueError):
        {{Thing}}Store().add("{{thing}}", -1)
`,
  },
  {
    name: 'long names are cut, and a test that only sees the type',
    kind: 'branch',
    code: `def title_of({{thing}}):
    title = {{thing}}["name"].strip().title()
«|    if len(title) > 1{{d}}:
        title = title[:1{{d}}] + "…"
|»    return title
`,
    tests: `from {{module}} import title_of


def test_title_is_capital():
    assert title_of({"name": " red {{thing}} "}).startswith("Red")


def test_long_title_is_text():
    assert isinstance(title_of({"name": "a very long {{thing}} with a name that goes on"}), str)
`,
    check: `

def test_long_title_is_cut():
    assert len(title_of({"name": "a very long {{thing}} with a name that goes on"})) <= 2{{d}}
    assert title_of({"name": "a very long {{thing}} with a name that goes on"}).endswith("…")
`,
  },
  {
    name: 'one more tier',
    kind: 'branch',
    code: `def level(points):
    if points >= 1000:
        return "gold"
«|    elif points >= {{n}}0:
        return "silver"
|»    return "basic"


def badge(points):
    return f"{{thing}} {level(points)}"
`,
    tests: `from {{module}} import badge, level


def test_gold():
    assert level(1200) == "gold"


def test_basic_badge():
    assert badge(3) == "{{thing}} basic"
`,
    check: `

def test_silver():
    assert badge({{n}}0) == "{{thing}} silver"
`,
  },
  {
    name: 'one more condition',
    kind: 'branch',
    code: `def may_ship({{thing}}):
    if {{thing}}["paid"]«| and {{thing}}["weight"] < {{n}}|»:
        return True
    return False
`,
    tests: `from {{module}} import may_ship


def test_paid_ships():
    assert may_ship({"paid": True, "weight": 1})


def test_unpaid_stays():
    assert not may_ship({"paid": False, "weight": 1})
`,
    check: `

def test_heavy_stays():
    assert not may_ship({"paid": True, "weight": {{n}}1})
`,
  },
  {
    name: 'a fallback for bad input',
    kind: 'branch',
    code: `def read_count(text):
    text = text.strip()
«|    if not text.isdigit():
        return 0
|    if not text.isdigit():
        return -1
»    return int(text)
`,
    tests: `from {{module}} import read_count


def test_reads_a_count_of_{{thing}}():
    assert read_count(" {{n}} ") == {{n}}
`,
    check: `

def test_no_count_is_none():
    assert read_count("many") == 0
`,
  },
  {
    name: 'a key of a summary',
    kind: 'key',
    code: `def summary(entries):
    amounts = [entry["amount"] for entry in entries]
    return {
        "count": len(amounts),
        "sum": sum(amounts),
«|        "largest": max(amounts, default=0),
|»    }
`,
    tests: `from {{module}} import summary

ENTRIES = [{"amount": 2}, {"amount": {{n}}}]


def test_sum_of_{{thing}}():
    made = summary(ENTRIES)
    assert made["sum"] == 2 + {{n}}
    assert made["count"] == 2
`,
    check: `

def test_largest():
    assert summary(ENTRIES)["largest"] == {{n}}
`,
  },
  {
    name: 'a row of a table',
    kind: 'key',
    code: `FACTORS = {
    "small": 1,
    "large": {{n}},
«|    "huge": {{n}}0,
|»}


def price_of({{thing}}):
    return 2 * FACTORS.get({{thing}}["size"], 0)
`,
    tests: `from {{module}} import price_of


def test_price_of_large_{{thing}}():
    assert price_of({"size": "large"}) == 2 * {{n}}


def test_price_of_unknown_size():
    assert price_of({"size": "none"}) == 0
`,
    check: `

def test_price_of_huge_{{thing}}():
    assert price_of({"size": "huge"}) == 2 * {{n}}0
`,
  },
  {
    name: 'a field that is set later',
    kind: 'key',
    code: `def as_row({{thing}}):
    row = {"name": {{thing}}.name, "price": {{thing}}.price}
«|    row["vat"] = round({{thing}}.price * 0.19, 2)
|»    return row
`,
    tests: `from types import SimpleNamespace

from {{module}} import as_row

ONE = SimpleNamespace(name="{{thing}}", price=100)


def test_row_has_name_and_price():
    row = as_row(ONE)
    assert (row["name"], row["price"]) == ("{{thing}}", 100)
`,
    check: `

def test_row_has_vat():
    assert as_row(ONE)["vat"] == 19
`,
  },
  {
    name: 'a discount that may be given',
    kind: 'parameter',
    code: `def invoice(prices«|, discount=0|, discount=0»):
    amount = sum(prices)
    return amount«| - discount|»
`,
    tests: `from {{module}} import invoice


def test_invoice_of_{{thing}}():
    assert invoice([1, {{n}}]) == 1 + {{n}}
`,
    check: `

def test_invoice_with_discount():
    assert invoice([{{n}}, 5], discount=3) == {{n}} + 2
`,
  },
  {
    name: 'a flag by keyword',
    kind: 'parameter',
    code: `def names_of({{thing}}s«|, *, upper=False|, *, upper=False»):
    names = sorted(one["name"] for one in {{thing}}s)
«|    if upper:
        names = [name.upper() for name in names]
|»    return names
`,
    tests: `from {{module}} import names_of

SOME = [{"name": "b"}, {"name": "a"}]


def test_names_are_sorted():
    assert names_of(SOME) == ["a", "b"]
`,
    check: `

def test_names_in_capitals():
    assert names_of(SOME, upper=True) == ["A", "B"]
`,
  },
  {
    name: 'an option of a class',
    kind: 'parameter',
    code: `class {{Thing}}Counter:
    def __init__(self, start=0«|, step=1|, step=1»):
        self.value = start
        self.step = «1|step|1»

    def next(self):
        self.value += self.step
        return self.value
`,
    tests: `from {{module}} import {{Thing}}Counter


def test_counts_on():
    counter = {{Thing}}Counter({{n}})
    counter.next()
    assert counter.next() == {{n}} + 2
`,
    check: `

def test_counts_in_steps():
    assert {{Thing}}Counter({{n}}, step=5).next() == {{n}} + 5
`,
  },
  {
    name: 'another message of an error',
    kind: 'message',
    code: `def find({{thing}}s, name):
    for {{thing}} in {{thing}}s:
        if {{thing}}["name"] == name:
            return {{thing}}
    raise LookupError(f"«nothing is called {name}|there is no {{thing}} with the name {name}|nothing»")
`,
    tests: `import pytest

from {{module}} import find


def test_finds_by_name():
    assert find([{"name": "a"}], "a") == {"name": "a"}


def test_finds_nothing():
    with pytest.raises(LookupError):
        find([], "a")
`,
    check: `

def test_says_what_is_missing():
    with pytest.raises(LookupError, match="no {{thing}} with the name b"):
        find([], "b")
`,
  },
  {
    name: 'another text of a report',
    kind: 'message',
    code: `def report({{thing}}s):
    lines = [f"{one}: ok" for one in {{thing}}s]
    lines.append("«done|all {{thing}}s were looked at|all»")
    return lines
`,
    tests: `from {{module}} import report


def test_a_line_for_each_{{thing}}():
    assert report(["a", "b"])[:2] == ["a: ok", "b: ok"]
`,
    check: `

def test_last_line():
    assert report([])[-1] == "all {{thing}}s were looked at"
`,
  },
  {
    name: 'another limit',
    kind: 'value',
    code: `LIMIT = «10|1{{d}}|11{{d}}»


def first({{thing}}s):
    return {{thing}}s[:LIMIT]
`,
    tests: `from {{module}} import first


def test_first_of_few():
    assert first([1, 2, 3]) == [1, 2, 3]
`,
    check: `

def test_first_of_many():
    assert len(first(list(range(300)))) == 1{{d}}
`,
  },
  {
    name: 'more digits',
    kind: 'value',
    code: `def mean(values):
    if not values:
        return 0.0
    return round(sum(values) / len(values), «1|3|2»)
`,
    tests: `from {{module}} import mean


def test_mean_of_{{thing}}():
    assert mean([1, 2]) == 1.5


def test_mean_of_nothing():
    assert mean([]) == 0.0
`,
    check: `

def test_mean_has_three_digits():
    assert mean([1, 1, 2]) == 1.333
`,
  },
  {
    name: 'a bound that is included now',
    kind: 'value',
    code: `def is_late(days):
    if days «>|>=|>» {{n}}:
        return True
    return False
`,
    tests: `from {{module}} import is_late


def test_late_{{thing}}():
    assert is_late({{n}} + 5)


def test_early_{{thing}}():
    assert not is_late(1)
`,
    check: `

def test_just_late():
    assert is_late({{n}})
`,
  },
  {
    name: 'a call that tells somebody',
    kind: 'value',
    code: `class {{Thing}}Book:
    def __init__(self):
        self.lines = []
        self.events = []

    def book(self, line):
        self.lines.append(line)
«|        self.events.append(("booked", line))
|»        return len(self.lines)
`,
    tests: `from {{module}} import {{Thing}}Book


def test_book():
    book = {{Thing}}Book()
    assert book.book("{{thing}}") == 1
    assert book.lines == ["{{thing}}"]
`,
    check: `

def test_book_tells():
    book = {{Thing}}Book()
    book.book("{{thing}}")
    assert book.events == [("booked", "{{thing}}")]
`,
  },
]

/** Changes that declare nothing: whatever their tests say, nobody is to be told. */
export const pythonNone: readonly SeededChange[] = [
  {
    name: 'a variable is given a name',
    kind: 'none',
    code: `def area(box):
«    return box["width"] * box["height"]
|    width, height = box["width"], box["height"]
    return width * height
|»`,
    tests: `from {{module}} import area


def test_area_of_{{thing}}():
    assert area({"width": 2, "height": {{n}}}) == 2 * {{n}}
`,
    check: '',
  },
  {
    name: 'a loop becomes a comprehension',
    kind: 'none',
    code: `def doubled(values):
«    out = []
    for value in values:
        out.append(value * 2)
    return out
|    return [value * 2 for value in values]
|»`,
    tests: `from {{module}} import doubled


def test_doubled_{{thing}}():
    assert doubled([1, {{n}}]) == [2, 2 * {{n}}]
`,
    check: '',
  },
  {
    name: 'layout and words',
    kind: 'none',
    code: `def describe({{thing}}):
«    return {"name": {{thing}}["name"], "kind": "{{thing}}"}
|    """What is shown of it."""
    # one key a line
    return {
        "name": {{thing}}["name"],
        "kind": "{{thing}}",
    }
|»`,
    tests: `from {{module}} import describe


def test_describe():
    assert describe({"name": "a"})["name"] == "a"
`,
    check: '',
  },
  {
    name: 'types are written down',
    kind: 'none',
    code: `def scale(value«|: float|», factor«|: float|» = {{n}})«| -> float|»:
    return value * factor
`,
    tests: `from {{module}} import scale


def test_scale_of_{{thing}}():
    assert scale(0) == 0
`,
    check: '',
  },
  {
    name: 'something is logged',
    kind: 'none',
    code: `import logging

logger = logging.getLogger(__name__)


def halve(value):
«|    logger.info("halving %s of {{thing}}", value)
|»    return value / 2
`,
    tests: `from {{module}} import halve


def test_halve():
    assert halve(4) == 2
`,
    check: '',
  },
  {
    name: 'a function is renamed with its callers',
    kind: 'none',
    code: `def «amount_of|sum_of|»({{thing}}s):
    return sum(one["amount"] for one in {{thing}}s)


def is_empty({{thing}}s):
    return «amount_of|sum_of|»({{thing}}s) == 0
`,
    tests: `from {{module}} import is_empty


def test_empty():
    assert is_empty([])
    assert not is_empty([{"amount": {{n}}}])
`,
    check: '',
  },
]
