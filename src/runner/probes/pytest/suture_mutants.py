"""Judges many mutants in one run: each in a fork of a process that has collected the tests and run none, so that no mutant sees another."""

import gc
import signal
import time

import pytest
import suture_probe
from suture_entered import Entered
from suture_fork import cannot_fork, forked
from suture_patch import NotPatched, Source, functions_of

MUTANTS = suture_probe.REQUEST.get("mutants") or []
# a mutant that loops for ever: so many times the processor time that its tests took, and at least this, however busy the machine is
TIMES_BASE = 20
LEAST_PROCESSOR_SECONDS = 0.25
# one that waits for ever
LEAST_SECONDS = 5.0
BASE_SECONDS = 600.0


def lost(reason):
    suture_probe.write("mutants_lost", reason=reason[:4000])
    return True


class Batch:
    def __init__(self, entered):
        self.entered = entered
        self.failed = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """In the place of the tests: judges every mutant by those tests that enter its function."""
        imported = self.entered.stop()
        reason = cannot_fork(session)
        if reason:
            return lost(reason)
        sources = {file: Source(file) for file in {mutant["file"] for mutant in MUTANTS}}
        living = functions_of(sources)
        gc.collect()
        gc.freeze()
        base = forked(lambda say: say(self.unmutated(session.items)), BASE_SECONDS)
        if base is None or any(one["outcome"] != "passed" for one in base):
            return lost("the tests do not pass in a fork")
        for mutant in MUTANTS:
            suture_probe.write("mutant", id=mutant["id"], outcome=self.judged(mutant, session, sources, living, base, imported))
        return True

    def judged(self, mutant, session, sources, living, base, imported):
        try:
            patch = sources[mutant["file"]].patch(mutant, living)
        except NotPatched:
            return "not_judged"
        if any(key in imported for key in patch.entered):
            return "not_judged"
        covering = [index for index, one in enumerate(base) if any(list(key) in one["entered"] for key in patch.entered)]
        if not covering:
            return "survived"
        seconds, processor = (TIMES_BASE * sum(base[index][kind] for index in covering) for kind in ("seconds", "processor"))

        def body(say):
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, max(LEAST_PROCESSOR_SECONDS, processor))
            say(self.mutated(patch, [session.items[index] for index in covering]))

        outcome = forked(body, max(LEAST_SECONDS, seconds))
        return "killed" if outcome is None else outcome

    def mutated(self, patch, items):
        try:
            patch.apply()
        except Exception:
            return "not_judged"
        for item, following in zip(items, items[1:] + [None]):
            if self.protocol(item, following):
                teardown(item.session)
                return "killed"
        return "survived"

    def unmutated(self, items):
        """How each test ends, what it takes, and which functions it enters. What a set-up enters counts for every test after it too."""
        self.entered.start()
        seen, shared = [], set()
        for item, following in zip(items, items[1:] + [None]):
            started = (time.perf_counter(), time.process_time())
            self.entered.begin(shared)
            failed = self.protocol(item, following)
            shared |= self.entered.in_setup
            seen.append(
                {
                    "outcome": "failed" if failed else "passed",
                    "entered": sorted(self.entered.seen | shared),
                    "seconds": time.perf_counter() - started[0],
                    "processor": time.process_time() - started[1],
                }
            )
        return seen

    def protocol(self, item, following):
        self.failed = False
        # nobody reads it, and it takes longer than the test
        item.repr_failure = item._repr_failure_py = lambda *_, **__: "failed"
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return self.failed

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_setup(self, item):
        self.entered.is_setup = True
        yield
        self.entered.is_setup = False

    def pytest_runtest_logreport(self, report):
        self.failed = self.failed or report.outcome == "failed"


def teardown(session):
    """What the set-up of wider scopes opened; older versions want the test as well, and a fork ends anyway."""
    try:
        session._setupstate.teardown_exact(None)
    except Exception:
        pass


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    if MUTANTS:
        # before the first conftest: what loading the product enters cannot be judged here
        entered = Entered({mutant["file"] for mutant in MUTANTS})
        entered.start()
        early_config.pluginmanager.register(Batch(entered), "suture-mutants")
    yield
