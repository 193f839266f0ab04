import type { SeededChange } from '../../seeded-change.ts'

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
