"""Runs all tests several times before their own run, each time in a fork that has seen no test, and says which failed."""

import sys

import pytest
import suture_probe
from suture_fork import cannot_fork, forked

REPEATS = suture_probe.REQUEST.get("repeats") or 0
MOST_SECONDS = 600.0
failing = set()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    if not REPEATS or suture_probe.REQUEST.get("mutants") or cannot_fork(session):
        return
    for _ in range(REPEATS):
        failed = forked(lambda say: say(once(session)), MOST_SECONDS)
        if failed is None:
            return
        suture_probe.write("repeat", failed=failed)


def once(session):
    # its lines are recorded in the run itself
    session.config.pluginmanager.unregister(name="suture_coverage")
    sys.settrace(None)
    for item, following in zip(session.items, session.items[1:] + [None]):
        # nobody reads it, and it takes longer than the test
        item.repr_failure = item._repr_failure_py = lambda *_, **__: "failed"
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
    return sorted(failing)


def pytest_runtest_logreport(report):
    if report.outcome == "failed":
        failing.add(suture_probe.known(report.nodeid)["ref"]["id"])
