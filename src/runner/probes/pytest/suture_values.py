"""Objects of the tested program as plain records, made at once: the program may change them later."""

import ast

from suture_expressions import expression_of

LITERAL_LIMIT = 20_000
TEXT_LIMIT = 20_000


def text_of(value):
    try:
        text = repr(value)
    except BaseException as error:
        text = "<%s whose repr raised %s>" % (type(value).__name__, type(error).__name__)
    return text if len(text) <= TEXT_LIMIT else text[:TEXT_LIMIT] + "..."


def name_of(cls):
    module = getattr(cls, "__module__", None)
    name = getattr(cls, "__qualname__", cls.__name__)
    return name if module in (None, "builtins") else "%s.%s" % (module, name)


def literal_of(value):
    """The source literal that evaluates to exactly this value; None when there is none."""
    if not is_plain(value, [2000]):
        return None
    try:
        text = repr(value)
        return text if len(text) <= LITERAL_LIMIT and same(ast.literal_eval(text), value) else None
    except Exception:
        return None


def is_plain(value, budget):
    budget[0] -= 1
    if budget[0] < 0:
        return False
    if value is None or type(value) in (bool, int, float, complex, str, bytes):
        return True
    if type(value) in (list, tuple, set):
        return (type(value) is not set or len(value) > 0) and all(is_plain(item, budget) for item in value)
    if type(value) is dict:
        return all(is_plain(key, budget) and is_plain(item, budget) for key, item in value.items())
    return False


def same(left, right):
    """Equality that distinguishes 1 from True and 1.0."""
    return type(left) is type(right) and left == right and repr(left) == repr(right)


def value_of(value):
    inner = getattr(value, "expected", value) if type(value).__name__.startswith("Approx") else value
    literal = literal_of(inner)
    expression = None if literal is not None else expression_of(inner)
    record = {"literal": literal, "text": text_of(value), "type": name_of(type(value))}
    return record if expression is None else {**record, "expression": expression}
