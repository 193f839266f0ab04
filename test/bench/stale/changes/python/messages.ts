import type { SeededChange } from '../../seeded-change.ts'

export const pythonMessages: readonly SeededChange[] = [
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
]
