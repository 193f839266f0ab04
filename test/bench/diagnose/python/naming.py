"""Other names and other places, made by rope."""
import re

from rope.base.exceptions import RopeError
from rope.refactor.move import MoveModule, create_move
from rope.refactor.rename import Rename

from code_base import NothingToDo

VERBS = {
    "get": "fetch", "make": "build", "create": "build", "is": "looks", "find": "locate", "parse": "read", "format": "render", "to": "as",
    "add": "append", "remove": "discard", "split": "divide", "merge": "combine", "first": "leading", "last": "trailing", "count": "tally",
    "sum": "total", "map": "apply", "sort": "order", "iter": "walk", "partition": "segment", "group": "bucket", "clear": "wipe",
}


def other_name(base, name):
    words = name.split("_")
    if name[:1].isupper():
        return base.rng.choice([f"{name}Type", f"Base{name}", f"{name}Record"])
    if words[0] in VERBS and base.rng.random() < 0.8:
        return "_".join([VERBS[words[0]], *words[1:]])
    if len(words) > 1 and base.rng.random() < 0.3:
        return "_".join(words[1:] + words[:1])
    return base.rng.choice([f"{name}_values", f"compute_{name}", f"{name}_all"])


def _rename(base, path, offset, old, new, everywhere=False):
    if re.search(rf"\b{new}\b", base.product_text + base.test_text):
        raise RopeError("taken")
    renaming = Rename(base.project, base.resource(path), offset)
    changes = renaming.get_changes(new, resources=base.resources(), unsure=(lambda _: True) if everywhere else None)
    base.project.do(changes)


def _first(items, attempt, why):
    for item in items:
        try:
            return attempt(*item)
        except RopeError:
            continue
        except (SyntaxError, ValueError, AttributeError, TypeError, KeyError, RecursionError, AssertionError):
            # rope gives up on some code in its own ways
            continue
    raise NothingToDo(why)


def _listed_name(base, old, new):
    """`__all__` and docstrings hold names as text."""
    for path in base.product:
        base.rewrite(path, lambda text: re.sub(rf"""(?m)^(\s*)(['"]){old}\2(,?)$""", rf"\1\g<2>{new}\2\3", text))
        base.rewrite(path, lambda text: re.sub(r"(?s)(__all__\s*=\s*[\[(])(.*?)([\])])", lambda m: m[1] + re.sub(rf"""(['"]){old}\1""", rf"\g<1>{new}\1", m[2]) + m[3], text))


def _rename_declared(base, path, node, words):
    new = other_name(base, node.name)
    _rename(base, path, base.offset(path, node.lineno, node.col_offset, node.name), node.name, new)
    _listed_name(base, node.name, new)
    base.adapt_docs(node.name, new)
    base.adapt_entry_points(f"{path.stem}:{node.name}", f"{path.stem}:{new}")
    return f"Rename {words}`{node.name}` to `{new}`"


def rename_function(base):
    return _first(base.functions(), lambda path, node: _rename_declared(base, path, node, ""), "no function that the tests name")


def rename_class(base):
    return _first(base.classes(), lambda path, node: _rename_declared(base, path, node, "the class "), "no class that the tests name")


def rename_method(base):
    def attempt(path, cls, node):
        new = other_name(base, node.name)
        _rename(base, path, base.offset(path, node.lineno, node.col_offset, node.name), node.name, new, everywhere=True)
        base.adapt_docs(node.name, new)
        return f"Rename `{cls.name}.{node.name}()` to `{new}()`"

    return _first(base.methods(), attempt, "no method that the tests name")


def rename_parameter(base):
    candidates = [
        (path, node, arg)
        for path, node in base.functions()
        for arg in node.args.args + node.args.kwonlyargs
        if re.search(rf"\b{arg.arg}\s*=(?!=)", base.test_text)
    ]

    def attempt(path, node, arg):
        new = f"{arg.arg}_value" if base.rng.random() < 0.5 else f"with_{arg.arg}"
        _rename(base, path, base.offset(path, arg.lineno, arg.col_offset, arg.arg), arg.arg, new)
        base.adapt_docs(arg.arg, new, quoted_only=True)
        return f"Rename the parameter `{arg.arg}` of `{node.name}()` to `{new}`"

    return _first(candidates, attempt, "no parameter that the tests pass by name")


def rename_module(base):
    modules = [(path,) for path in base.product if path.stem != "__init__" and re.search(rf"\b{path.stem}\b", base.test_text)]
    base.rng.shuffle(modules)

    def attempt(path):
        new = f"{path.stem}_core" if base.rng.random() < 0.5 else f"new_{path.stem}"
        changes = Rename(base.project, base.resource(path), None).get_changes(new, resources=base.resources())
        base.project.do(changes)
        base.adapt_docs(f"{path.stem}\\.py", f"{new}.py")
        base.adapt_entry_points(f"{path.stem}(?=:\\w)", new)
        return f"Rename the module `{path.stem}` to `{new}`"

    return _first(modules, attempt, "no module that the tests name")


def rename_module_and_function(base):
    """A module gets another name, and so does a function."""
    said = rename_module(base)
    base.read_again()
    then = rename_function(base)
    return f"{said}; {then[0].lower()}{then[1:]}"


def move_function(base):
    # nobody moves what others use into a private module
    places = [path for path in base.product if not path.stem.startswith("_")]

    def attempt(path, node):
        others = [place for place in places if place.parent == path.parent and place != path]
        if path.stem == "__init__" or not others:
            raise RopeError("nowhere to go")
        target = base.rng.choice(others)
        mover = create_move(base.project, base.resource(path), base.offset(path, node.lineno, node.col_offset, node.name))
        if isinstance(mover, MoveModule):
            raise RopeError("no function")
        base.project.do(mover.get_changes(base.resource(target), resources=base.resources()))
        base.adapt_entry_points(f"{path.stem}:{node.name}", f"{target.stem}:{node.name}")
        # rope leaves some imports of the old place behind, which then break the product
        left = re.compile(rf"(?m)^\s*from\s+[\w.]*\b{path.stem}\s+import\s+[^\n]*\b{node.name}\b")
        if any(left.search(other.read_text(encoding="utf-8")) for other in base.product if other != path):
            raise NothingToDo("the move could not be finished")
        return f"Move `{node.name}` from `{path.stem}` to `{target.stem}`"

    return _first(base.functions(), attempt, "no function that could move")
