import type { SeededChange } from '../../seeded-change.ts'

export const pythonKeys: readonly SeededChange[] = [
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
]
