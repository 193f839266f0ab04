"""What one exception says: class, message, frames, and the two values that were compared."""

import ast
import linecache
import os
import re
import sys

from suture_mocks import mock_values
from suture_places import relative
from suture_values import name_of, text_of, value_of

MESSAGE_LIMIT = 20_000
FRAME_LIMIT = 100
comparisons = []  # (file, line, left, right) of the failing comparisons of the test that runs


def compared(left, right):
    """Called by pytest for each failing comparison of a rewritten assert."""
    frame = sys._getframe(1)
    while frame is not None and relative(frame.f_code.co_filename) is None:
        frame = frame.f_back
    if frame is not None:
        place = (frame.f_code.co_filename, frame.f_lineno)
        comparisons.append((place, value_of(left), value_of(right)))
        del comparisons[:-50]


def failure_of(error, phase, stack):
    frames = frames_of(error)
    expected, actual = values_of(error)
    return {
        "phase": phase,
        "exception": name_of(type(error)),
        "bases": bases_of(type(error)),
        "message": message_of(error),
        "stack": stack[-MESSAGE_LIMIT:],
        "frames": [frame_record(frame.f_code, line) for frame, line in frames] + syntax_frame(error),
        "expected": expected,
        "actual": actual,
    }


def bases_of(cls):
    """The built-in classes that it descends from, nearest first."""
    known = [base for base in cls.__mro__[1:] if base.__module__ == "builtins" and issubclass(base, BaseException)]
    return [base.__name__ for base in known if base not in (Exception, BaseException)]


def message_of(error):
    try:
        text = str(error)
    except BaseException:
        text = text_of(error)
    return text[:MESSAGE_LIMIT]


def raw_frames(error):
    tb = error.__traceback__
    found = []
    while tb is not None:
        found.append((tb.tb_frame, tb.tb_lineno))
        tb = tb.tb_next
    return found


def frames_of(error):
    """From the first frame in the tree on: what is before it is the framework's own."""
    found = raw_frames(error)
    outside = len(found) if isinstance(error, SyntaxError) else 0
    first = next((i for i, (frame, _) in enumerate(found) if relative(frame.f_code.co_filename)), outside)
    return found[first:][-FRAME_LIMIT:]


def frame_record(code, line):
    return {"file": relative(code.co_filename), "line": line, "function": code.co_name}


def syntax_frame(error):
    if not isinstance(error, SyntaxError) or not error.filename:
        return []
    return [{"file": relative(error.filename), "line": error.lineno or 0, "function": "<module>"}]


def values_of(error):
    """(expected, actual), each a record or None."""
    found = raw_frames(error)
    user = next(((frame, line) for frame, line in reversed(found) if relative(frame.f_code.co_filename)), None)
    if not found or user is None:
        return None, None
    frame, line = user
    place = (frame.f_code.co_filename, line)
    last = found[-1][0]
    owner = os.path.basename(last.f_code.co_filename)
    if owner == "case.py":
        return unittest_values(found, place)
    called = mock_values(found)
    if called is not None:
        return called
    context = error.__context__
    pattern = last.f_locals.get("regexp", getattr(last.f_locals.get("self"), "match", None))
    if context is not None and isinstance(pattern, (str, re.Pattern)):
        return value_of(getattr(pattern, "pattern", pattern)), value_of(message_of(context))
    for seen, left, right in reversed(comparisons):
        if seen[0] == place[0] and lines_of_assert(*place, seen[1]):
            return in_order(place, left, right)
    return None, None


def lines_of_assert(file, line, seen):
    node = statement_at(file, line)
    return line == seen or (node is not None and node.lineno <= seen <= (node.end_lineno or node.lineno))


def unittest_values(found, place):
    for frame, _ in reversed(found):
        names = frame.f_locals
        if not frame.f_code.co_name.startswith("assert"):
            continue
        for left, right in (("first", "second"), ("member", "container"), ("d1", "d2"), ("expr1", "expr2"), ("obj", "cls")):
            if left in names and right in names:
                return in_order(place, value_of(names[left]), value_of(names[right]))
        if "expr" in names:
            return None, value_of(names["expr"])
    return None, None


def in_order(place, left, right):
    """(expected, actual): the right operand is the expected one, unless only the left is written as a literal."""
    node = statement_at(*place)
    operands = None
    if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare):
        operands = (node.test.left, node.test.comparators[0])
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and len(node.value.args) >= 2:
        operands = (node.value.args[0], node.value.args[1])
    if operands and is_literal(operands[0]) and not is_literal(operands[1]):
        return left, right
    return right, left


def is_literal(node):
    try:
        ast.literal_eval(node)
        return True
    except Exception:
        return False


trees = {}


def statement_at(file, line):
    """The innermost statement on a line of a file; None when the file can't be read."""
    if file not in trees:
        try:
            trees[file] = ast.parse("".join(linecache.getlines(file)))
        except Exception:
            trees[file] = None
    best = None
    for node in ast.walk(trees[file]) if trees[file] else ():
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            if best is None or node.lineno >= best.lineno:
                best = node
    return best
