"""Makes one seeded refactoring in a Python code base, as a developer would: callers, docs, changelog, message.

    refactor.py ROOT '{"product": [...], "tests": [...], "docs": [...], "roots": [...]}' KIND SEED [--with-tests]

The same words choose the same refactoring each time; with --with-tests the tests are adapted as well, which shows that
nothing else was broken. Prints one JSON object: {"message", "summary"} or {"none": why}. Renames, moves and signatures are rope's work.
"""
import json
import pathlib
import random
import sys
import warnings

warnings.simplefilter("ignore")
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from rope.base.exceptions import RopeError  # noqa: E402

from code_base import CodeBase, NothingToDo  # noqa: E402
import behaviour  # noqa: E402
import keys  # noqa: E402
import naming  # noqa: E402
import signature  # noqa: E402

KINDS = {
    "rename-function": naming.rename_function,
    "rename-class": naming.rename_class,
    "rename-method": naming.rename_method,
    "rename-parameter": naming.rename_parameter,
    "rename-module": naming.rename_module,
    "move-function": naming.move_function,
    "rename-module-and-function": naming.rename_module_and_function,
    "rename-key": keys.rename_key,
    "rename-option": keys.rename_option,
    "made-async": keys.made_async,
    "reorder-parameters": signature.reorder,
    "remove-parameter": signature.remove,
    "keyword-only": signature.keyword_only,
    "method-to-property": signature.method_to_property,
    "message-changed": behaviour.message,
    "default-changed": behaviour.default,
    "value-changed": behaviour.value,
    "exception-changed": behaviour.exception,
    "return-shape": behaviour.return_shape,
    "remove-function": behaviour.remove_function,
}


def main() -> None:
    root, layout, kind, seed, *rest = sys.argv[1:]
    base = CodeBase(pathlib.Path(root), json.loads(layout), random.Random(f"{seed}:{kind}"), "--with-tests" in rest)
    try:
        summary = KINDS[kind](base)
        print(json.dumps({"message": base.message(summary), "summary": summary}))
    except NothingToDo as reason:
        print(json.dumps({"none": str(reason)}))
    except (RopeError, OSError, SyntaxError, AttributeError, TypeError, KeyError) as reason:
        # what rope cannot do is no case; a half-written folder is thrown away
        print(json.dumps({"none": f"rope: {reason!r}"}))
    finally:
        base.close()


main()
