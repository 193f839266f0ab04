"""No test is tried twice: plugins that run failing tests again are taken out, and of whatever else does so the first try counts."""

import os
import re
import sys

import pytest
from suture_places import relative
from suture_probe import known, write

# names of plugins or their modules: rerunfailures, flaky, pytest-retry, and what is named like them
RERUNS = re.compile(r"re-?run|(?:^|[._-])(?:retry|retries|flaky)", re.IGNORECASE)
HOOKS = ("pytest_runtest_protocol", "pytest_runtest_makereport")
OPTIONS = ("reruns", "force_reruns", "retries", "force_flaky")

taken = []


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Not before: their options and markers have to be known, also where none is used. What the project itself brings stays."""
    manager = session.config.pluginmanager
    for name, plugin in manager.list_name_plugin():
        module = plugin if hasattr(plugin, "__name__") else sys.modules.get(type(plugin).__module__)
        file = getattr(module, "__file__", None)
        if file is None or relative(file) or module.__name__.startswith(("suture_", "_pytest")):
            continue
        if (RERUNS.search(name) or RERUNS.search(module.__name__)) and any(hasattr(plugin, hook) for hook in HOOKS):
            manager.unregister(plugin)
            taken.append(name)


def pytest_collection_finish(session):
    for by in asked_for(session) if taken else ():
        write("withheld", what="retries", by=by)
    for by in sorted({by for item in session.items for by in own_retries(item)}):
        write("withheld", what="own_retries", by=by[:200])


OWN = re.compile(r"retry|retries|re-?run|tenacity|backoff|stamina", re.IGNORECASE)


def own_retries(item):
    """Decorators around a test that try again, by their names: those are the test's own code."""
    function = getattr(item, "obj", None)
    while hasattr(function, "__wrapped__"):
        code = getattr(function, "__code__", None)
        if code is not None:
            file = "" if relative(code.co_filename) else "/".join(code.co_filename.split(os.sep)[-2:])
            name = getattr(code, "co_qualname", code.co_name).partition(".")[0]
            if OWN.search(name) or OWN.search(file):
                yield "%s (%s)" % (name, file) if file else name
        function = function.__wrapped__


def asked_for(session):
    """What the project would have tried again, as it says so."""
    config = session.config
    for option in OPTIONS:
        value = config.getoption(option, None) or ini(config, option)
        if value and value != "0":
            yield "%s = %s" % (option, value)
    if any(item.get_closest_marker("flaky") for item in session.items):
        yield "@pytest.mark.flaky"
    if any(hasattr(getattr(item, "obj", None), "_flaky_max_runs") for item in session.items):
        yield "@flaky"


def ini(config, name):
    try:
        return config.getini(name)
    except (KeyError, ValueError):
        return None


first = {}  # the first failure of each test
told = set()


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.outcome == "failed" and item.nodeid not in first:
        failure = getattr(report, "suture_failure", None)
        first[item.nodeid] = {"phase": call.when, "outcome": "failed", "durationMs": report.duration * 1000, "failure": failure}


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_setup(item):
    failed = first.get(item.nodeid)
    if failed is not None and item.nodeid not in told:
        told.add(item.nodeid)
        write("report", **known(item.nodeid), **failed)
        write("withheld", what="retries", by="a hook of the project that runs failing tests again")
    yield
