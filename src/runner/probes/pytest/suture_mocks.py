"""The calls that a mock was to have and those that it had, of unittest.mock, its backport and pytest-mock."""

import os

from suture_expressions import call_expression, expression_of
from suture_values import text_of

# pytest-mock catches what the mock raises, and raises an error of its own from a function that was given the method
WRAPPED = "__wrapped_mock_method__"
CALL_LIMIT = 50


def mock_values(found):
    """(expected, actual) where a mock's own assertion failed, else None."""
    last = found[-1][0]
    if WRAPPED in last.f_locals:
        args = last.f_locals.get("args") or (None,)
        return compared_calls(getattr(last.f_locals[WRAPPED], "__name__", ""), args[0], args[1:], last.f_locals.get("kwargs") or {})
    if os.path.basename(last.f_code.co_filename) != "mock.py":
        return None
    for frame, _ in reversed(found):
        names = frame.f_locals
        mock = names.get("self")
        if frame.f_code.co_name.startswith("assert_") and mock is not None:
            calls = (names["calls"],) if "calls" in names else names.get("args")
            return compared_calls(frame.f_code.co_name, mock, calls, names.get("kwargs") or {})
    return None, None


def compared_calls(method, mock, args, kwargs):
    """`args` and `kwargs` are what the method was given; None where it takes none."""
    of_all = method in ("assert_has_calls", "assert_has_awaits")
    awaited = "await" in method
    calls = list(getattr(mock, "mock_calls", []))
    own = calls if method == "assert_has_calls" else list(getattr(mock, "await_args_list" if awaited else "call_args_list", []))
    actual = record("[%s]" % ", ".join(map(text_of, calls[:CALL_LIMIT])), "calls", expression_of(own) if len(own) <= CALL_LIMIT else None)
    if of_all and args:
        return record(text_of(args[0]), "calls", expression_of(list(args[0]))), actual
    if args is None or not method.endswith(("_with", "_call", "_await")):
        return None, actual
    words = [text_of(arg) for arg in args] + ["%s=%s" % (name, text_of(arg)) for name, arg in kwargs.items()]
    return record("call(%s)" % ", ".join(words), "call", call_expression(args, kwargs)), actual


def record(text, kind, expression):
    found = {"literal": None, "text": text, "type": kind}
    return found if expression is None else {**found, "expression": expression}
