"""Which functions of some files are entered, by the interpreter's own monitoring where it has one (3.12), else by its profile function."""

import sys
import threading

from suture_places import relative

TOOL_NAME = "suture-mutants"


class Entered:
    """Functions as (file, first line, name): all of `seen`, those of fixtures and hooks besides in `in_setup`."""

    def __init__(self, files):
        self.files = files
        self.names = {}
        self.tool = None
        self.is_setup = False
        self.begin(set())

    def begin(self, known):
        self.seen = set(known)
        self.in_setup = set()
        if self.tool is not None:
            sys.monitoring.restart_events()

    def start(self):
        self.begin(set())
        if not hasattr(sys, "monitoring"):
            sys.setprofile(self.called)
            threading.setprofile(self.called)
            return
        self.tool = next((tool for tool in (3, 4, 0, 2, 5) if sys.monitoring.get_tool(tool) is None), None)
        if self.tool is None:
            raise RuntimeError("every monitoring tool of the interpreter is taken")
        sys.monitoring.use_tool_id(self.tool, TOOL_NAME)
        sys.monitoring.register_callback(self.tool, sys.monitoring.events.PY_START, self.begun)
        sys.monitoring.set_events(self.tool, sys.monitoring.events.PY_START)
        sys.monitoring.restart_events()

    def stop(self):
        if self.tool is not None:
            sys.monitoring.set_events(self.tool, 0)
            sys.monitoring.free_tool_id(self.tool)
            self.tool = None
        elif not hasattr(sys, "monitoring"):
            sys.setprofile(None)
            threading.setprofile(None)
        return self.seen

    def begun(self, code, offset):
        self.add(code)
        return sys.monitoring.DISABLE

    def called(self, frame, event, argument):
        if event == "call":
            self.add(frame.f_code)

    def add(self, code):
        name = code.co_filename
        if name not in self.names:
            file = relative(name)
            self.names[name] = file if file in self.files else None
        if self.names[name] is None:
            return
        key = (self.names[name], code.co_firstlineno, code.co_name)
        self.seen.add(key)
        if self.is_setup:
            self.in_setup.add(key)
