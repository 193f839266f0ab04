"""Keys, options of the command line, and functions that become asynchronous: what no tool renames, done by name on the syntax tree."""
import ast
import re

from rope.base.exceptions import RopeError

from code_base import NothingToDo
from naming import _first


def _keys(tree):
    """Texts that stand where a key stands: in a dictionary, in brackets, or as what `get` looks up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (key for key in node.keys if key is not None)
        elif isinstance(node, ast.Subscript):
            yield node.slice
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("get", "pop", "setdefault"):
            yield from node.args[:1]


def _with_texts(text, nodes, old, new):
    """These texts, each of one line, with another one in place of the old one; the last one first."""
    lines = text.splitlines(keepends=True)
    found = [one for one in nodes if isinstance(one, ast.Constant) and one.value == old and one.lineno == one.end_lineno]
    for node in sorted(found, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        raw = lines[node.lineno - 1].encode()
        within = raw[node.col_offset : node.end_col_offset].replace(old.encode(), new.encode(), 1)
        lines[node.lineno - 1] = (raw[: node.col_offset] + within + raw[node.end_col_offset :]).decode()
    return "".join(lines)


def _places(base):
    return base.product + (base.tests if base.with_tests else [])


def rename_key(base):
    """A key of a dictionary that a function gives back; who reads it follows."""
    keys = {
        key.value
        for path in base.product
        for given in ast.walk(base.tree(path))
        if isinstance(given, ast.Return) and isinstance(given.value, ast.Dict)
        for key in given.value.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and re.fullmatch(r"[a-z_]{3,}", key.value)
    }
    candidates = [(key,) for key in sorted(keys) if re.search(rf"""['"]{key}['"]""", base.test_text)]
    base.rng.shuffle(candidates)

    def attempt(key):
        new = f"{key}_value" if base.rng.random() < 0.5 else f"total_{key}"
        if re.search(rf"\b{new}\b", base.product_text + base.test_text):
            raise RopeError("taken")
        for path in _places(base):
            base.rewrite(path, lambda text: _with_texts(text, _keys(ast.parse(text)), key, new))
        base.adapt_docs(f"`{key}`", f"`{new}`")
        return f"The key `{key}` is now called `{new}`"

    return _first(candidates, attempt, "no key that the tests read")


def rename_option(base):
    """An option of the command line, and the attribute that it is read from."""
    options = sorted(set(re.findall(r"""add_argument\(\s*["'](--[a-z][\w-]+)["']""", base.product_text)))
    candidates = [(option,) for option in options if re.search(rf"""["']{option}["']""", base.test_text)]
    base.rng.shuffle(candidates)

    def attempt(option):
        new = f"--with-{option[2:]}" if base.rng.random() < 0.5 else f"{option}-value"
        old_name, new_name = (one[2:].replace("-", "_") for one in (option, new))
        for path in _places(base):
            base.rewrite(path, lambda text: _with_texts(text, ast.walk(ast.parse(text)), option, new))
        for path in base.product:
            if "add_argument" in path.read_text(encoding="utf-8"):
                base.rewrite(path, lambda text: re.sub(rf"\b(options|args|arguments|namespace|ns|parsed)\.{old_name}\b", rf"\1.{new_name}", text))
        base.adapt_docs(re.escape(option), new)
        return f"The option `{option}` is now called `{new}`"

    return _first(candidates, attempt, "no option that the tests pass")


def made_async(base):
    """A function that nobody in the product calls."""

    def attempt(path, node):
        if node.decorator_list or base.uses_in_product(node.name) > 1 or any(isinstance(one, (ast.Yield, ast.YieldFrom)) for one in ast.walk(node)):
            raise RopeError("used by others")

        def mark(text):
            lines = text.splitlines(keepends=True)
            lines[node.lineno - 1] = f"async {lines[node.lineno - 1]}"
            return "".join(lines)

        base.rewrite(path, mark)
        if base.with_tests:
            for place in base.tests:
                base.rewrite(place, lambda text: _awaited(text, node.name))
        return f"`{node.name}()` is asynchronous"

    return _first(base.functions(), attempt, "no function that only tests call")


def _awaited(text, name):
    lines = text.splitlines(keepends=True)
    calls = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call) and getattr(one.func, "id", getattr(one.func, "attr", "")) == name]
    if not calls:
        return text
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        if call.lineno != call.end_lineno:
            raise RopeError("several lines")
        raw = lines[call.lineno - 1].encode()
        start, end = call.col_offset, call.end_col_offset
        lines[call.lineno - 1] = (raw[:start] + b"asyncio.run(" + raw[start:end] + b")" + raw[end:]).decode()
    changed = "".join(lines)
    return changed if re.search(r"(?m)^import asyncio$", changed) else f"import asyncio\n{changed}"
