"""Values that no literal can say, written as an expression: constructors by the full names of their classes, with literals inside."""

LIMIT = 20_000
# known by name: a module that the tests did not load themselves stays unloaded
AS_SHOWN = {"datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta", "datetime.timezone", "builtins.range"}
OF_TEXT = {"decimal.Decimal", "uuid.UUID", "pathlib.PurePath"}


class NoExpression(Exception):
    pass


def expression_of(value):
    """None where a part of it can't be written."""
    try:
        text = write(value, [2000], ())
    except Exception:
        return None
    return text if len(text) <= LIMIT else None


def call_expression(args, kwargs):
    """A call as its mock would show it; None where an argument can't be written."""
    try:
        text = written_call("", args, kwargs, lambda part: write(part, [2000], ()))
    except Exception:
        return None
    return text if len(text) <= LIMIT else None


def written_call(name, args, kwargs, inner):
    parts = [inner(part) for part in args] + ["%s=%s" % (key, inner(part)) for key, part in kwargs.items()]
    return "call%s(%s)" % ("." + name if name else "", ", ".join(parts))


def names_of(cls):
    """It and the classes above it; those of pathlib by the module that is documented."""
    return {"%s.%s" % (base.__module__.split("._")[0], base.__qualname__) for base in cls.__mro__}


def write(value, budget, above):
    budget[0] -= 1
    if budget[0] < 0 or any(value is one for one in above):
        raise NoExpression
    inside = above + (value,)

    def inner(part):
        return write(part, budget, inside)

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
    return [(name, getattr(value, name)) for name in names] if isinstance(names, dict) else None


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
