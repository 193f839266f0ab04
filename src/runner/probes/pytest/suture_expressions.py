"""Values that no literal can say, written as an expression: constructors by the full names of their classes, with literals inside.

A part that can't be written is named instead: a class or a function by its full name, another object by where it lies. So a reader sees
which parts are the same in two values. No name that a test has stands for it.
"""

import types

LIMIT = 20_000
# known by name: a module that the tests did not load themselves stays unloaded
AS_SHOWN = {"datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta", "datetime.timezone", "builtins.range"}
OF_TEXT = {"decimal.Decimal", "uuid.UUID", "pathlib.PurePath"}


class NoExpression(Exception):
    pass


# flags of code that takes `*args` or `**kwargs`
OF_ANY_NUMBER = 0x04 | 0x08
NAMED = (type, types.FunctionType, types.BuiltinFunctionType)


def expression_of(value):
    """None where it can't be written."""
    try:
        text = write(value, [2000], ())
    except Exception:
        return None
    return text if len(text) <= LIMIT else None


def call_expression(args, kwargs):
    """A call as its mock would show it; None where an argument can't be written."""
    try:
        text = written_call("", args, kwargs, parts_of([2000], ()))
    except Exception:
        return None
    return text if len(text) <= LIMIT else None


def written_call(name, args, kwargs, inner):
    parts = [inner(part) for part in args] + ["%s=%s" % (key, inner(part)) for key, part in kwargs.items()]
    return "call%s(%s)" % ("." + name if name else "", ", ".join(parts))


def opaque(value):
    if isinstance(value, NAMED):
        return "SutureOpaque(%r)" % ("%s.%s" % (value.__module__, value.__qualname__))
    return "SutureOpaque(%d)" % id(value)


def parts_of(budget, inside):
    """How a part of a value is written."""

    def inner(part):
        if isinstance(part, NAMED):
            return opaque(part)
        try:
            return write(part, budget, inside)
        except NoExpression:
            if budget[0] < 0 or any(part is one for one in inside):
                raise
            return opaque(part)

    return inner


def names_of(cls):
    """It and the classes above it; those of pathlib by the module that is documented."""
    return {"%s.%s" % (base.__module__.split("._")[0], base.__qualname__) for base in cls.__mro__}


def write(value, budget, above):
    budget[0] -= 1
    if budget[0] < 0 or any(value is one for one in above):
        raise NoExpression
    inner = parts_of(budget, above + (value,))
    cls = type(value)
    if value is None or cls in (bool, int, complex, str, bytes):
        return repr(value)
    if "enum.Enum" in names_of(cls):
        return member_of(value)
    if isinstance(value, float):
        return float_text(value)
    for plain in (bool, int, str, bytes):
        if isinstance(value, plain):
            return plain.__repr__(value)
    if cls.__name__ == "_Call" and isinstance(value, tuple):
        name, args, kwargs = (("",) + tuple(value))[-3:]
        return written_call(name, args, kwargs, inner)
    if (cls.__module__, cls.__name__) == ("pretend", "call"):
        return written_call("", value.args, value.kwargs, inner)
    fields = fields_of(value)
    if fields is not None:
        return called(cls, ["%s=%s" % (name, inner(part)) for name, part in fields])
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s: %s" % (inner(key), inner(part)) for key, part in value.items())
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(inner, value))
    if isinstance(value, tuple):
        return "(%s%s)" % (", ".join(map(inner, value)), "," if len(value) == 1 else "")
    if isinstance(value, (set, frozenset)):
        items = "{%s}" % ", ".join(sorted(map(inner, value))) if value else ""
        return (items or "set()") if isinstance(value, set) else "frozenset(%s)" % items
    return made(value, inner)


def made(value, inner):
    cls = type(value)
    if "%s.%s" % (cls.__module__, cls.__qualname__) in AS_SHOWN:
        return repr(value)
    if names_of(cls) & OF_TEXT:
        return called(cls, [repr(str(value))])
    if "fractions.Fraction" in names_of(cls):
        return called(cls, [repr(value.numerator), repr(value.denominator)])
    if isinstance(value, BaseException):
        return called(cls, list(map(inner, value.args)))
    raise NoExpression


def fields_of(value):
    """(name, value) of each field that its class is called with; None where it has none."""
    cls = type(value)
    fields = getattr(cls, "__dataclass_fields__", None)
    if isinstance(fields, dict):
        own = [field for field in fields.values() if field.init and getattr(field._field_type, "name", "") == "_FIELD"]
        return [(field.name, getattr(value, field.name)) for field in own]
    if isinstance(value, tuple) and hasattr(cls, "_fields"):
        return list(zip(cls._fields, value))
    if hasattr(cls, "__attrs_attrs__"):
        return [(field.name.lstrip("_"), getattr(value, field.name)) for field in cls.__attrs_attrs__ if field.init]
    names = getattr(cls, "__pydantic_fields__", None)
    if isinstance(names, dict):
        return [(name, getattr(value, name)) for name in names]
    return kept_arguments(value)


def kept_arguments(value):
    """Of an object that compares by value: every parameter of its class is an attribute of that name. Nothing of its own code runs."""
    cls = type(value)
    if isinstance(value, (BaseException, dict, list, set, frozenset, tuple)) or cls.__eq__ is object.__eq__:
        return None
    held = getattr(value, "__dict__", None)
    code = getattr(vars(cls).get("__init__"), "__code__", None)
    if not held or code is None or code.co_flags & OF_ANY_NUMBER:
        return None
    names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    return [(name, held[name]) for name in names] if set(names) <= set(held) else None


def member_of(value):
    cls = type(value)
    if cls.__members__.get(value.name) is not value:
        raise NoExpression
    return "%s.%s" % (qualified(cls), value.name)


def float_text(value):
    text = float.__repr__(value)
    return "float('%s')" % text if text in ("inf", "-inf", "nan") else text


def called(cls, parts):
    return "%s(%s)" % (qualified(cls), ", ".join(parts))


def qualified(cls):
    name = "%s.%s" % (cls.__module__, cls.__qualname__)
    if not all(part.isidentifier() for part in name.split(".")):
        raise NoExpression
    return name
