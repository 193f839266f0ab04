import type { SeededChange } from '../../seeded-change.ts'

export const pythonBranches: readonly SeededChange[] = [
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
]
