"""Puts a mutant into functions that live: every import of them follows. What runs while a module is loaded cannot be patched."""

import ast
import gc
import os
import types

from suture_places import ROOT, relative

IN_FUNCTION = 0x1  # CO_OPTIMIZED: set for functions, not for the bodies of modules and classes


class NotPatched(Exception):
    """This mutant needs a process of its own."""


def functions_of(files):
    """Every living function of these files, by file, first line and name: members, decorated ones and closures too."""
    found, names = {}, {}
    for function in gc.get_objects():
        if type(function) is not types.FunctionType:
            continue
        code = function.__code__
        if code.co_filename not in names:
            names[code.co_filename] = relative(code.co_filename)
        file = names[code.co_filename]
        if file in files:
            found.setdefault((file, code.co_firstlineno, code.co_name), []).append(function)
    return found


class Patch:
    """`entered`: the functions that a test has to enter for the mutant to matter."""

    def __init__(self):
        self.entered = []
        self.codes = []
        self.defaults = []

    def apply(self):
        for function, code in self.codes:
            function.__code__ = code
        for function, name, index, expression in self.defaults:
            value = eval(expression, function.__globals__)
            if isinstance(index, int):
                values = list(function.__defaults__)
                values[index] = value
                function.__defaults__ = tuple(values)
            else:
                function.__kwdefaults__ = {**function.__kwdefaults__, index: value}


class Source:
    def __init__(self, file):
        self.file = file
        self.path = os.path.join(ROOT, file)
        with open(self.path, encoding="utf-8", newline="") as source:
            self.text = source.read()
        self.units = self.text.encode("utf-16-le")
        self.code = self.compiled(self.text)

    def compiled(self, text):
        return compile(text, self.path, "exec", dont_inherit=True)

    def patch(self, mutant, living):
        units = self.units[: 2 * mutant["start"]] + mutant["replacement"].encode("utf-16-le") + self.units[2 * mutant["end"] :]
        text = units.decode("utf-16-le")
        try:
            code = self.compiled(text)
        except (SyntaxError, ValueError) as error:
            raise NotPatched from error
        changed = []
        compare(self.code, code, changed)
        patch = Patch()
        for old, new, is_own in changed:
            if not old.co_flags & IN_FUNCTION:
                if is_own:
                    self.defaults(mutant, text, living, patch)
                continue
            key = (self.file, old.co_firstlineno, old.co_name)
            functions = [one for one in living.get(key, []) if own_of(one.__code__) == own_of(old)]
            if is_own:
                patch.entered.append(key)
            for function in functions:
                if function.__code__.co_freevars != new.co_freevars:
                    raise NotPatched
                patch.codes.append((function, new))
        if not patch.codes and not patch.defaults:
            raise NotPatched
        return patch

    def defaults(self, mutant, text, living, patch):
        """A value that a parameter has where none is passed is made when its function is; nothing else outside of functions is patched."""
        if patch.defaults:
            return
        pairs = zip(functions_in(ast.parse(self.text)), functions_in(ast.parse(text)))
        for old, new in pairs:
            for index, (before, after) in enumerate(zip(old.args.defaults, new.args.defaults)):
                if ast.dump(before) != ast.dump(after):
                    self.default(old, index, after, living, patch)
            for argument, before, after in zip(old.args.kwonlyargs, old.args.kw_defaults, new.args.kw_defaults):
                if before is not None and after is not None and ast.dump(before) != ast.dump(after):
                    self.default(old, argument.arg, after, living, patch)
        if len(patch.defaults) == 0 or dumped_without_defaults(self.text) != dumped_without_defaults(text):
            raise NotPatched

    def default(self, node, index, value, living, patch):
        first = min([node.lineno] + [one.lineno for one in node.decorator_list])
        key = (self.file, first, node.name)
        functions = living.get(key, [])
        if not functions:
            raise NotPatched
        expression = compile(ast.Expression(value), self.path, "eval")
        patch.entered.append(key)
        patch.defaults.extend((function, node.name, index, expression) for function in functions)


def compare(old, new, changed):
    """The code objects that differ, outermost first: (old, new, whether more than what is nested in it differs)."""
    inner = [[one for one in code.co_consts if isinstance(one, types.CodeType)] for code in (old, new)]
    is_own = own_of(old) != own_of(new) or len(inner[0]) != len(inner[1])
    at = len(changed)
    if len(inner[0]) == len(inner[1]):
        for before, after in zip(*inner):
            compare(before, after, changed)
    if is_own or len(changed) > at:
        changed.insert(at, (old, new, is_own))


def own_of(code):
    """What a code object does, without what is nested in it and without the lines it stands on."""
    consts = tuple(None if isinstance(one, types.CodeType) else (type(one), repr(one)) for one in code.co_consts)
    table = getattr(code, "co_exceptiontable", b"")
    return (code.co_code, consts, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, code.co_flags, table)


def functions_in(tree):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def dumped_without_defaults(text):
    tree = ast.parse(text)
    for node in functions_in(tree):
        node.args.defaults = [ast.Constant(None) for _ in node.args.defaults]
        node.args.kw_defaults = [one and ast.Constant(None) for one in node.args.kw_defaults]
    return ast.dump(tree)
