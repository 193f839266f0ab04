"""Runs something in a fork of a process that has collected the tests and run none: nothing that it does is seen by what comes after it."""

import json
import os
import select
import signal
import threading
import time

import suture_probe


def cannot_fork(session):
    """Why not; None where it can."""
    if not hasattr(os, "fork"):
        return "this system cannot fork"
    if session.testsfailed or not session.items:
        return "the tests could not be collected"
    if threading.active_count() > 1:
        return "threads run before the first test"
    return None


def forked(body, limit, quiet=True):
    """What the body says in a fork of this process, which writes no records where it is quiet; None where it does not end in time, or dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        if quiet:
            suture_probe.write = lambda *_, **__: None
            suture_probe.described = lambda *_: None
        try:
            body(lambda value: os.write(writing, json.dumps(value).encode() + b"\n"))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        return said(reading, time.monotonic() + limit)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def said(reading, until):
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([reading], [], [], max(0.0, until - time.monotonic()))
        part = os.read(reading, 1 << 16) if ready else b""
        if not part:
            return None
        text += part
    return json.loads(text)
