import type { SeededChange } from '../../seeded-change.ts'

export const pythonParameters: readonly SeededChange[] = [
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
]
