"""What an experiment changes in a run: the order of the tests, the numbers that seem to come by chance, the clock, the network, and how long tests wait."""

import random
import sys

import pytest
import suture_clock
import suture_offline
import suture_waits
from suture_probe import REQUEST, id_of, write

CONDITIONS = REQUEST.get("conditions") or {}
SEED = CONDITIONS.get("randomSeed")


def begin():
    """Before anything of the project is loaded."""
    if "clock" in CONDITIONS or "wholeSeconds" in CONDITIONS:
        suture_clock.set_to(CONDITIONS.get("clock"))
    if CONDITIONS.get("network") == "off":
        suture_offline.cut_network()
    if "patience" in CONDITIONS:
        suture_waits.wait_longer(CONDITIONS["patience"])
    if CONDITIONS.get("turns") == "long":
        sys.setswitchinterval(1.0)
    if SEED is not None:
        seed_entropy()
    if CONDITIONS.get("workers", 1) > 1:
        write("unmet", condition="workers", reason="the tests of pytest are not spread over processes here")


def seed_entropy():
    """Generators that are made without a seed take one from the system: they get the same ones in each run."""
    entropy = random.Random(SEED)
    original = random.Random.seed
    random.Random.seed = lambda self, a=None, version=2: original(self, entropy.getrandbits(64) if a is None else a, version)
    take = lambda size: bytes(entropy.getrandbits(8) for _ in range(size))
    random._urandom = take
    import os
    import uuid

    os.urandom = take
    uuid.os.urandom = take
    random.seed(SEED)


begin()


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    if "patience" in CONDITIONS:
        suture_waits.allow_longer(config, CONDITIONS["patience"])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if "wholeSeconds" in CONDITIONS:
        suture_clock.to_full_second()
    if SEED is None:
        return
    random.seed(SEED)
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "random"):
        numpy.random.seed(SEED % 2**32)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Files, classes and functions in another order; one test in a set-up that it shares stays with it as long as pytest lets it."""
    order = CONDITIONS.get("order")
    if REQUEST.get("listed"):
        place = {test_id: index for index, test_id in enumerate(REQUEST["testIds"])}
        items.sort(key=lambda item: place.get(id_of(item), len(place)))
    if order == "reversed":
        items.reverse()
    elif order is not None:
        random.Random(order).shuffle(items)
