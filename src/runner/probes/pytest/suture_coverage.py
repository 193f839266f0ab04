"""Records which lines of the tree each test executes, with the interpreter's own monitoring where it has one (3.12), else by tracing."""

import json
import os
import sys
import threading

import pytest
import suture_probe
from suture_places import relative

IN_FUNCTION = 0x1  # CO_OPTIMIZED: set for functions, not for the bodies of modules and classes
TOOL_NAME = "suture"


class Lines:
    """Executed lines by file: of the test that runs, and of loading modules."""

    def __init__(self):
        self.files = {}
        self.running = None
        self.imported = {}

    def file_of(self, code):
        name = code.co_filename
        if name not in self.files:
            file = relative(name)
            self.files[name] = file if file and not file.startswith("..") else None
        return self.files[name]

    def add(self, code, line):
        file = self.file_of(code)
        if file is None or line is None or line < 1:
            return
        if not code.co_flags & IN_FUNCTION:
            self.imported.setdefault(file, set()).add(line)
        elif self.running is not None:
            self.running.setdefault(file, set()).add(line)


class Monitoring:
    """Each line is reported once for each test, and lines outside of the tree only once: no measurable cost."""

    def __init__(self, lines):
        self.lines = lines
        self.tool = None

    def start(self):
        monitoring = sys.monitoring
        # 3 and 4 are nobody's by name; 1 is coverage.py's
        free = [tool for tool in (3, 4, 0, 2, 5) if monitoring.get_tool(tool) is None]
        if not free:
            return "every monitoring tool of the interpreter is taken"
        self.tool = free[0]
        monitoring.use_tool_id(self.tool, TOOL_NAME)
        monitoring.register_callback(self.tool, monitoring.events.LINE, self.line)
        monitoring.register_callback(self.tool, monitoring.events.PY_START, self.begin)
        monitoring.set_events(self.tool, monitoring.events.LINE | monitoring.events.PY_START)
        return None

    def begin(self, code, offset):
        # Python 3.13 reports no line event for a function body on the same line as its def
        if self.lines.file_of(code) and {line for _, _, line in code.co_lines() if line} == {code.co_firstlineno}:
            self.lines.add(code, code.co_firstlineno)
        return sys.monitoring.DISABLE

    def line(self, code, line):
        self.lines.add(code, line)
        return sys.monitoring.DISABLE

    def arm(self):
        sys.monitoring.restart_events()

    def lost(self):
        taken = sys.monitoring.get_tool(self.tool) != TOOL_NAME
        return "something else took over the monitoring of the interpreter" if taken else None

    def stop(self):
        if self.tool is not None and not self.lost():
            sys.monitoring.set_events(self.tool, 0)
            sys.monitoring.free_tool_id(self.tool)


class Tracing:
    """For older interpreters. Whoever traces too, takes our place: armed again before each test, and looked at after it."""

    def __init__(self, lines):
        self.lines = lines
        # one object: what is set can be compared with what is there
        self.called = self._called
        self.traced = self._traced

    def start(self):
        if sys.gettrace() is not None:
            return "another tracer runs: a debugger, or coverage of the whole process"
        self.arm()
        return None

    def arm(self):
        sys.settrace(self.called)
        threading.settrace(self.called)

    def _called(self, frame, event, argument):
        return self.traced if self.lines.file_of(frame.f_code) else None

    def _traced(self, frame, event, argument):
        if event == "line":
            self.lines.add(frame.f_code, frame.f_lineno)
        return self.traced

    def lost(self):
        return None if sys.gettrace() is self.called else "another tracer took over while the tests ran"

    def stop(self):
        if sys.gettrace() is self.called:
            sys.settrace(None)
        threading.settrace(None)


class Coverage:
    def __init__(self):
        self.lines = Lines()
        self.source = Monitoring(self.lines) if hasattr(sys, "monitoring") else Tracing(self.lines)
        self.reason = self.source.start()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_collection(self, session):
        # what the project's own options start, has started by now
        if self.reason is None:
            self.source.arm()
        yield

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item, nextitem):
        if self.reason is None:
            self.lines.running = {}
            self.source.arm()
        yield
        if self.reason is None:
            self.reason = self.source.lost()
            suture_probe.write("coverage", test={"id": suture_probe.id_of(item), "file": suture_probe.path_of(item)}, lines=plain(self.lines.running))
            self.lines.running = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session):
        if self.reason is None:
            suture_probe.write("coverage", test=None, lines=plain(self.lines.imported))
        else:
            suture_probe.write("coverage_lost", reason=self.reason)
        self.source.stop()


def plain(files):
    return {file: sorted(lines) for file, lines in files.items()}


def is_wanted():
    with open(os.environ["SUTURE_REQUEST"], encoding="utf-8") as request:
        return json.load(request).get("coverage") is True


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    # before the first conftest, which may load the product
    if is_wanted():
        early_config.pluginmanager.register(Coverage(), "suture-lines")
    yield
