"""Behaviour that changes on purpose: what is said, thrown, given by default or given back; and what is removed."""
import ast
import re

from rope.base.exceptions import RopeError

from code_base import NothingToDo
from naming import _first

WORDS = {
    "must": "has to", "invalid": "illegal", "cannot": "can not", "missing": "absent", "expected": "wanted", "unknown": "unrecognised",
    "empty": "blank", "value": "item", "required": "needed", "not": "never", "too": "far too", "unexpected": "surprising", "error": "failure",
    "least": "minimum of", "larger": "bigger", "greater": "bigger", "only": "just", "specified": "given", "default": "usual",
}
ERRORS = {"ValueError": "TypeError", "TypeError": "ValueError", "KeyError": "LookupError", "IndexError": "LookupError", "AttributeError": "TypeError"}


def _constants(base, wanted):
    for path in base.product:
        for function in ast.walk(base.tree(path)):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    yield from ((path, function, one) for one in wanted(node))


def _replace(base, path, node, new):
    """A node on one line by another text."""
    if node.lineno != node.end_lineno:
        raise RopeError("several lines")

    def change(text):
        lines = text.splitlines(keepends=True)
        raw = lines[node.lineno - 1].encode()
        lines[node.lineno - 1] = (raw[: node.col_offset] + new.encode() + raw[node.end_col_offset :]).decode()
        return "".join(lines)

    base.rewrite(path, change)


def message(base):
    def texts(node):
        value = node.exc if isinstance(node, ast.Raise) else node.value if isinstance(node, ast.Return) else None
        return [one for one in ast.walk(value) if isinstance(one, ast.Constant) and isinstance(one.value, str)] if value else []

    found = list(_constants(base, texts))
    base.rng.shuffle(found)

    def attempt(path, function, node):
        old = node.value
        words = [word for word in re.findall(r"[a-z]{3,}", old) if word in WORDS]
        if not words or len(old) < 8 or not any(part.strip() in base.test_text for part in re.findall(r"[\w ]{8,}", old)):
            raise RopeError("nobody reads it")
        word = words[0]
        new = re.sub(rf"\b{word}\b", WORDS[word], old, count=1)
        segment = ast.get_source_segment(path.read_text(encoding="utf-8"), node)
        if segment is None or segment[:1] not in "'\"" or word not in segment:
            raise RopeError("part of a larger text")
        _replace(base, path, node, segment.replace(word, WORDS[word], 1))
        base.adapt_docs(re.escape(old), new)
        return f"`{function.name}()` says \"{new.strip()}\" instead of \"{old.strip()}\""

    return _first(found, attempt, "no message that the tests read")


def default(base):
    candidates = [
        (path, node, arg, value)
        for path, node in base.functions()
        for arg, value in zip(node.args.args[len(node.args.args) - len(node.args.defaults) :], node.args.defaults)
        if isinstance(value, ast.Constant) and isinstance(value.value, (bool, int, str)) and value.value is not None
    ]

    def attempt(path, node, arg, value):
        old = value.value
        new = (not old) if isinstance(old, bool) else old * 2 + 2 if isinstance(old, int) else ("-" if old in ("", " ", "_") else old.upper())
        if new == old:
            raise RopeError("no other value")
        _replace(base, path, value, repr(new))
        base.adapt_docs(f"{arg.arg}={re.escape(repr(old))}", f"{arg.arg}={new!r}")
        return f"The default of `{arg.arg}` of `{node.name}()` is `{new!r}` instead of `{old!r}`"

    return _first(candidates, attempt, "no default")


def value(base):
    """A constant of a module, which its functions use."""
    candidates = [
        (path, node)
        for path in base.product
        for node in base.tree(path).body
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and re.fullmatch(r"_?[A-Z][A-Z0-9_]+", getattr(node.targets[0], "id", ""))
        and isinstance(node.value, ast.Constant)
        and type(node.value.value) in (int, str)
    ]
    base.rng.shuffle(candidates)

    def attempt(path, node):
        name, old = node.targets[0].id, node.value.value
        new = old * 2 + 2 if isinstance(old, int) else f"{old} " if old.upper() == old else old.upper()
        _replace(base, path, node.value, repr(new))
        base.adapt_docs(f"{name} = {re.escape(repr(old))}", f"{name} = {new!r}")
        return f"`{name}` is `{new!r}` instead of `{old!r}`"

    return _first(candidates, attempt, "no constant")


def exception(base):
    def raised(node):
        call = node.exc if isinstance(node, ast.Raise) else None
        name = call.func if isinstance(call, ast.Call) else call
        return [name] if isinstance(name, ast.Name) and name.id in ERRORS else []

    found = list(_constants(base, raised))
    base.rng.shuffle(found)

    def attempt(path, function, node):
        old = node.id
        if old not in base.test_text or re.search(rf"except[^:\n]*\b{old}\b", base.product_text):
            raise RopeError("caught by others")
        new = ERRORS[old]
        _replace(base, path, node, new)
        for place in base.docs:
            base.rewrite(place, lambda text: re.sub(rf"(`{function.name}[^\n]*){old}", rf"\1{new}", text))
        return f"`{function.name}()` raises `{new}` instead of `{old}`"

    return _first(found, attempt, "no exception that the tests name")


def return_shape(base):
    def attempt(path, node):
        given = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value is not None]
        text = path.read_text(encoding="utf-8")
        if len(given) != 1 or base.uses_in_product(node.name) > 3 or re.search(rf"\b{node.name}\(", base.product_text.replace(f"def {node.name}(", "")):
            raise RopeError("used by others")
        value = given[0]
        source = ast.get_source_segment(text, value)
        if isinstance(value, ast.Tuple):
            shape, new = "a list instead of a tuple", f"[{source.strip('()')}]" if source.startswith("(") else f"[{source}]"
        elif isinstance(value, (ast.List, ast.ListComp)) or (isinstance(value, ast.Call) and getattr(value.func, "id", "") in ("list", "sorted")):
            shape, new = "a tuple instead of a list", f"tuple({source})"
        else:
            raise RopeError("no shape")
        _replace(base, path, value, new)
        return f"`{node.name}()` gives {shape}"

    return _first(base.functions(), attempt, "no function that gives a list or a tuple")


def remove_function(base):
    def attempt(path, node):
        if any(_uses(base.tree(place), node.name) for place in base.product):
            raise RopeError("used by others")

        def without(text):
            lines = text.splitlines(keepends=True)
            start = min([node.lineno, *(one.lineno for one in node.decorator_list)]) - 1
            end = node.end_lineno
            while end < len(lines) and not lines[end].strip():
                end += 1
            return "".join(lines[:start] + lines[end:])

        texts = {place: place.read_text(encoding="utf-8") for place in base.product}
        texts[path] = without(texts[path])
        texts = {place: re.sub(rf"""(?m)^\s*['"]?{node.name}['"]?,?\s*\n""", "", text) for place, text in texts.items()}
        # imports and lists on one line, or of this name alone: nothing is written before all of it is known to be gone
        if any(_mentions(ast.parse(text), node.name) for text in texts.values()):
            raise RopeError("still mentioned")
        for place, text in texts.items():
            base.rewrite(place, lambda _: text)
        for place in base.docs:
            base.rewrite(place, lambda text: re.sub(rf"(?m)^.*`+{node.name}[`(].*\n|^.*autofunction:: {node.name}\n", "", text))
        return f"Remove `{node.name}`"

    return _first(base.functions(), attempt, "no function without callers")


def _uses(tree, name):
    """Whether code reads the name, or holds it as a text anywhere but in `__all__`."""
    listed = {
        part
        for one in ast.walk(tree)
        if isinstance(one, (ast.Assign, ast.AugAssign)) and "__all__" in {getattr(target, "id", "") for target in getattr(one, "targets", None) or [one.target]}
        for part in ast.walk(one.value)
    }
    return any(
        (isinstance(one, ast.Name) and one.id == name)
        or (isinstance(one, ast.Attribute) and one.attr == name)
        or (isinstance(one, ast.Constant) and one.value == name and one not in listed)
        for one in ast.walk(tree)
    )


def _mentions(tree, name):
    return any(
        (isinstance(one, ast.alias) and one.name == name) or (isinstance(one, ast.Constant) and one.value == name) for one in ast.walk(tree)
    )
