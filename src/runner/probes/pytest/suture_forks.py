"""Runs lists of tests in place of the run, each in a fork that has seen no test, until one leaves files behind: the next would find them."""

import gc
import os
import random
import sys
import tempfile

import pytest
import suture_probe
from suture_fork import cannot_fork, forked
from suture_places import ROOT

FORKS = suture_probe.REQUEST.get("forks") or []
MOST_SECONDS = 600.0
NEVER = {".git", "node_modules", "__pycache__", ".pytest_cache", ".venv", "venv"}
TEMPORARY = "fork-"
drawing = []

if FORKS:
    seed = random.Random.seed

    def noted(self, a=None, version=2):
        if a is None:
            drawing.append(self)
        return seed(self, a, version)

    random.Random.seed = noted


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    if not FORKS:
        return None
    if cannot_fork(session):
        return True
    gc.collect()
    gc.freeze()
    clean = state()
    for index, wanted in enumerate(FORKS):
        if not forked(lambda say: say(run(session, index, wanted)), MOST_SECONDS, False) or state() != clean:
            break
    return True


def run(session, index, wanted):
    """As in a process of its own: with its own records, temporary files and numbers by chance."""
    path = "%s.%d" % (os.environ["SUTURE_RECORDS"], index)
    suture_probe.out = open(path, "w", encoding="utf-8", errors="backslashreplace")
    own = os.path.join(tempfile.gettempdir(), "%s%d" % (TEMPORARY, index))
    os.mkdir(own)
    os.environ.update(TMPDIR=own, TMP=own, TEMP=own)
    tempfile.tempdir = None
    draw_anew()
    items = session.items
    if wanted:
        place = {test_id: at for at, test_id in enumerate(wanted)}
        known = {suture_probe.id_of(item): item for item in items}
        items = [known[each] for each in sorted(place, key=place.get) if each in known]
    for item, following in zip(items, items[1:] + [None]):
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
    suture_probe.write("done")
    suture_probe.out.close()
    return True


def draw_anew():
    """Generators that drew their seed before the fork would draw the same numbers in each; Python's own one takes care of itself."""
    if (suture_probe.REQUEST.get("conditions") or {}).get("randomSeed") is not None:
        return
    for each in drawing:
        seed(each)
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "random"):
        numpy.random.seed()


def state():
    """Everything that a test may leave for the next one, by when it was written."""
    seen = set()
    folders = [ROOT, os.environ.get("HOME"), os.environ.get("TMPDIR")]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder)) if folder else []
        except OSError:
            continue
        for entry in entries:
            if entry.name in NEVER or entry.name.startswith(TEMPORARY):
                continue
            found = entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                seen.add(entry.path)
            else:
                seen.add((entry.path, found.st_mtime_ns, found.st_size, found.st_ino))
    return seen
