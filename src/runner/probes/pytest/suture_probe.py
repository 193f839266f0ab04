"""Records what pytest sees, one JSON line each: starts, reports with their failure, files that could not be collected, modules."""

import json
import os

import pytest
import suture_failure
import suture_ids
import suture_modules
from suture_places import relative

out = open(os.environ["SUTURE_RECORDS"], "a", encoding="utf-8", errors="backslashreplace")
with open(os.environ["SUTURE_REQUEST"], encoding="utf-8") as request:
    REQUEST = json.load(request)
SELECTED = REQUEST["testIds"] or None


def write(kind, **fields):
    if not out.closed:
        out.write(json.dumps({"kind": kind, **fields}) + "\n")
        out.flush()


def file_of(path):
    return relative(str(path)) or str(path)


def path_of(item):
    return file_of(getattr(item, "path", None) or item.fspath)


def in_product(node):
    """Whether it stands in a product file or a document: an example (doctest), or what a plugin says of a source file (types, style)."""
    module = node.getparent(pytest.Module)
    if module is None:
        return str(getattr(node, "path", None) or getattr(node, "fspath", "")).endswith(".py")
    return type(module).__module__ == "_pytest.doctest"


ids = {}


def id_of(item):
    """The id as pytest prints it when started at the root of the repository, whatever folder it took for its own root."""
    file = path_of(item)
    rest = item.nodeid.partition("::")[2]
    return suture_ids.clean("%s::%s" % (file, rest) if rest else file)


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    outcome = yield
    error = outcome.excinfo[1] if outcome.excinfo else None
    if type(error).__name__ == "ConftestImportFailure":
        uncollected(str(error.path), error, "")
        finish()


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_make_collect_report(collector):
    outcome = yield
    report = outcome.get_result()
    path = getattr(collector, "path", None) or getattr(collector, "fspath", None)
    if report.outcome == "passed" or path is None:
        return
    if report.outcome == "skipped":
        if os.path.isfile(str(path)):
            write("file", file=file_of(path), inProduct=in_product(collector), phase="collect", outcome="skipped", durationMs=0, failure=None)
        return
    call = getattr(report, "call", None)
    error = call.excinfo.value if call is not None and call.excinfo else None
    uncollected(str(path), error, report.longreprtext, in_product(collector))


def uncollected(path, error, stack, product=False):
    cause = error
    if type(error).__name__ == "CollectError" and error.__cause__ is not None:
        cause = error.__cause__
    below = None
    if type(cause).__name__ == "ConftestImportFailure":
        path = str(cause.path)
        below = folder_of(path)
        cause = getattr(cause, "cause", None) or cause.__cause__ or cause.excinfo[1]
    if cause is None:
        cause = RuntimeError(stack)
    failure = suture_failure.failure_of(cause, "collect", stack or suture_failure.message_of(cause))
    where = {} if below is None else {"below": below}
    write("file", file=file_of(path), **where, inProduct=product, phase="collect", outcome="failed", durationMs=0, failure=failure)


def folder_of(path):
    folder = relative(os.path.dirname(path))
    return "" if folder == "." else folder


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    for item in items:
        ids[item.nodeid] = (id_of(item), item)
    if SELECTED is None:
        return
    wanted = set(SELECTED)
    keep, drop = [], []
    for item in items:
        test_id = ids[item.nodeid][0]
        (keep if test_id in wanted or test_id.partition("::")[0] in wanted else drop).append(item)
    items[:] = keep
    if drop:
        config.hook.pytest_deselected(items=drop)


def known(nodeid):
    """A node as records name it: its ref, and the line from 1 at which it begins."""
    test_id, item = ids.get(nodeid, (nodeid, None))
    file, _, rest = test_id.partition("::")
    # names of classes and functions hold no bracket, a row may hold anything
    head, _, row = rest.partition("[") if rest.endswith("]") else (rest, "", "")
    names = head.split("::")
    ref = {"id": test_id, "file": file, "suite": names[:-1], "name": names[-1] or os.path.basename(file), "row": row[:-1] if row else None}
    line = item.location[1] if item is not None else None
    return {"ref": ref, "line": None if line is None else line + 1, "inProduct": item is not None and in_product(item)}


def pytest_runtest_logstart(nodeid, location):
    write("start", **known(nodeid))


def pytest_runtest_logfinish(nodeid, location):
    write("finish", testId=known(nodeid)["ref"]["id"])


@pytest.hookimpl(tryfirst=True)
def pytest_assertrepr_compare(config, op, left, right):
    suture_failure.compared(left, right)


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.outcome == "failed":
        report.suture_failure = described(call, report)
    if call.when != "call" or report.outcome == "failed":
        suture_failure.comparisons.clear()


def described(call, report):
    stack = report.longreprtext
    if call.excinfo is not None:
        try:
            return suture_failure.failure_of(call.excinfo.value, call.when, stack)
        except Exception as error:
            stack += "\n(the probe failed: %r)" % error
    return {"phase": call.when, "exception": "Failed", "message": stack[:2000], "stack": stack[-20_000:], "frames": [], "expected": None, "actual": None}


def pytest_runtest_logreport(report):
    if report.outcome not in ("passed", "failed", "skipped"):
        return
    failure = getattr(report, "suture_failure", None) if report.outcome == "failed" else None
    write("report", **known(report.nodeid), phase=report.when, outcome=report.outcome, durationMs=report.duration * 1000, failure=failure)


def pytest_sessionfinish(session, exitstatus):
    if int(exitstatus) == 3:
        write("broken", reason="pytest ended with an internal error: see its output")
    finish()


def finish():
    inside, outside = suture_modules.loaded()
    write("modules", productFiles=inside, outsideFiles=outside)
    write("done")


def pytest_unconfigure(config):
    out.close()
