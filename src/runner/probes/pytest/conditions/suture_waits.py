"""How long tests wait under an experiment: so many times as long as they say."""

import asyncio
import sys
import threading
import time

from suture_places import relative


def is_test_file(frame):
    file = relative(frame.f_code.co_filename)
    name = (file or "").rpartition("/")[2]
    return file is not None and (name.startswith("test_") or name.endswith(("_test.py", "conftest.py")) or "tests/" in file)


def wait_longer(times):
    """Only what a test itself waits: a wait of the product is what it waits for. A wait for an event ends when the event comes anyway."""
    sleep, asleep, wait = time.sleep, asyncio.sleep, threading.Event.wait

    def stretched(seconds):
        return seconds * times if is_test_file(sys._getframe(2)) else seconds

    time.sleep = lambda seconds: sleep(stretched(seconds))

    def async_sleep(delay, *args, **kwargs):
        return asleep(stretched(delay), *args, **kwargs)

    asyncio.sleep = async_sleep

    def event_wait(self, timeout=None):
        return wait(self, None if timeout is None else stretched(timeout))

    threading.Event.wait = event_wait
