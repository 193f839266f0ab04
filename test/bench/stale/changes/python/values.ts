import type { SeededChange } from '../../seeded-change.ts'

export const pythonValues: readonly SeededChange[] = [
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
