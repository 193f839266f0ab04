"""How long tests wait under an experiment: so many times as long as they say."""

import asyncio
import concurrent.futures
import inspect
import queue
import sys
import threading
import time

from suture_places import relative

# what waits for something, and what its parameter is called
WAITS = [
    (time, "sleep", "seconds"),
    (asyncio, "sleep", "delay"),
    (asyncio, "wait_for", "timeout"),
    (asyncio, "wait", "timeout"),
    (threading.Event, "wait", "timeout"),
    (threading.Condition, "wait", "timeout"),
    (threading.Thread, "join", "timeout"),
    (queue.Queue, "get", "timeout"),
    (concurrent.futures.Future, "result", "timeout"),
]
POSITIONS = {"seconds": 0, "delay": 0}


def is_test_file(frame):
    file = relative(frame.f_code.co_filename)
    name = (file or "").rpartition("/")[2]
    return file is not None and (name.startswith("test_") or name.endswith(("_test.py", "conftest.py")) or "tests/" in file)


def wait_longer(times):
    """Only what a test itself waits: a wait of the product is what it waits for. What waits for an event ends when the event comes anyway."""
    for owner, name, parameter in WAITS:
        setattr(owner, name, stretched(getattr(owner, name), parameter, times))


def stretched(original, parameter, times):
    position = POSITIONS.get(parameter)
    if position is None:
        position = list(inspect.signature(original).parameters).index(parameter)

    def wait(*args, **kwargs):
        if is_test_file(sys._getframe(1)):
            if len(args) > position and args[position] is not None:
                args = (*args[:position], args[position] * times, *args[position + 1 :])
            elif kwargs.get(parameter) is not None:
                kwargs[parameter] = kwargs[parameter] * times
        return original(*args, **kwargs)

    return wait


def allow_longer(config, times):
    """Who waits longer may take longer: the limit of pytest-timeout."""
    limit = getattr(config, "_env_timeout", None)
    if limit:
        config._env_timeout = limit * times
