"""Other parameters; callers follow."""
import ast
import re

from rope.base.exceptions import RopeError
from rope.refactor.change_signature import ArgumentRemover, ArgumentReorderer, ChangeSignature

from code_base import NothingToDo
from naming import _first


def _signature(base, path, node):
    return ChangeSignature(base.project, base.resource(path), base.offset(path, node.lineno, node.col_offset, node.name))


def reorder(base):
    def attempt(path, node):
        count = len(node.args.args)
        if count - len(node.args.defaults) < 2 or node.args.posonlyargs:
            raise RopeError("too few")
        order = [1, 0, *range(2, count)]
        first, second = node.args.args[0].arg, node.args.args[1].arg
        base.project.do(_signature(base, path, node).get_changes([ArgumentReorderer(order)], resources=base.resources()))
        return f"`{node.name}()` takes `{second}` before `{first}`"

    return _first(base.functions(), attempt, "no function with two required parameters")


def remove(base):
    def attempt(path, node):
        # a parameter with a default: from now on the default is what happens
        if not node.args.defaults or node.args.vararg or node.args.kwarg or node.args.posonlyargs:
            raise RopeError("no default")
        arg, default = node.args.args[-1], node.args.defaults[-1]
        if not isinstance(default, ast.Constant):
            raise RopeError("a computed default")
        if _passed(base, node.name, len(node.args.args) - 1, arg.arg):
            raise RopeError("the product needs it")
        changer = _signature(base, path, node)
        base.project.do(changer.get_changes([ArgumentRemover(len(node.args.args) - 1)], resources=base.resources()))
        text = path.read_text(encoding="utf-8")
        now = next(one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef) and one.name == node.name)
        first = now.body[1] if ast.get_docstring(now) and len(now.body) > 1 else now.body[0]
        lines = text.splitlines(keepends=True)
        lines.insert(first.lineno - 1, f"{' ' * first.col_offset}{arg.arg} = {default.value!r}\n")
        path.write_text("".join(lines), encoding="utf-8")
        base.adapt_docs(f"{arg.arg}=", "", quoted_only=True)
        return f"`{node.name}()` no longer takes `{arg.arg}`"

    return _first(base.functions(), attempt, "no function with a default")


def _passed(base, function, index, name):
    """Whether a call in the product gives the argument a value: nobody takes away what is needed."""
    for path in base.product:
        for call in ast.walk(base.tree(path)):
            if isinstance(call, ast.Call) and function in (getattr(call.func, "id", ""), getattr(call.func, "attr", "")):
                if len(call.args) > index or any(one.arg in (name, None) for one in call.keywords):
                    return True
    return False


def keyword_only(base):
    def attempt(path, node):
        args = node.args
        if not args.defaults or args.vararg or args.kwonlyargs or args.posonlyargs or len(args.args) < 2:
            raise RopeError("nothing to name")
        index, arg = len(args.args) - 1, args.args[-1]

        def mark(text):
            lines = text.splitlines(keepends=True)
            line = lines[arg.lineno - 1]
            lines[arg.lineno - 1] = line[: arg.col_offset] + "*, " + line[arg.col_offset :]
            return "".join(lines)

        base.rewrite(path, mark)
        for place in base.product + (base.tests if base.with_tests else []):
            base.rewrite(place, lambda text: _named(text, node.name, index, arg.arg))
        return f"`{arg.arg}` of `{node.name}()` is keyword-only"

    return _first(base.functions(), attempt, "no function with a default to be named")


def _named(text, function, index, name):
    """Calls that pass the argument at an index by place pass it by name."""
    lines = text.splitlines(keepends=True)
    for call in [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call)]:
        callee = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if callee != function or len(call.args) <= index or any(isinstance(arg, ast.Starred) for arg in call.args):
            continue
        at = call.args[index]
        raw = lines[at.lineno - 1].encode()
        lines[at.lineno - 1] = (raw[: at.col_offset] + f"{name}=".encode() + raw[at.col_offset :]).decode()
    return "".join(lines)


def method_to_property(base):
    def attempt(path, cls, node):
        if len(node.args.args) != 1 or node.args.vararg or node.args.kwarg or node.decorator_list:
            raise RopeError("takes arguments")
        if not isinstance(node.body[-1], ast.Return) or any(isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store) for one in ast.walk(node)):
            raise RopeError("does something")
        if re.search(rf"\.{node.name}\b(?!\()", base.product_text):
            raise RopeError("passed on without a call")

        def mark(text):
            lines = text.splitlines(keepends=True)
            lines.insert(node.lineno - 1, f"{' ' * node.col_offset}@property\n")
            return "".join(lines)

        base.rewrite(path, mark)
        for place in base.product + (base.tests if base.with_tests else []):
            base.rewrite(place, lambda text: re.sub(rf"\.{node.name}\(\)", f".{node.name}", text))
        base.adapt_docs(f"{node.name}\\(\\)", node.name)
        return f"`{cls.name}.{node.name}` is a property"

    return _first(base.methods(), attempt, "no method without arguments")
