"""Which modules of the product were loaded from the tree under test, and which should have been but were loaded from elsewhere."""

import os
import sys

from suture_places import ORIGIN, ROOT, is_below, is_installed, relative

SOURCE_FOLDERS = ("", "src", "lib", "python")
NOT_PRODUCT = {"test", "tests", "docs", "examples", "conftest", "setup", "site", "build", "dist", "scripts", "benchmarks", "tools"}


def loaded():
    """(product files from the tree, files that should have come from there)."""
    inside, outside = set(), set()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not isinstance(file, str) or name.split(".")[0].startswith("suture_"):
            continue
        real = os.path.realpath(file)
        if is_below(real, ROOT) and not is_installed(real):
            inside.add(relative(file))
        elif is_below(real, ORIGIN) and not is_installed(real):
            outside.add(relative(file))
        elif is_installed(real) and is_source(name.split(".")[0]):
            outside.add(file)
    return sorted(path for path in inside if path), sorted(path for path in outside if path)


known = {}


def is_source(package):
    """Whether the tree has sources of this top-level package."""
    if package not in known:
        places = [os.path.join(ROOT, folder, package) for folder in SOURCE_FOLDERS]
        known[package] = package not in NOT_PRODUCT and any(
            os.path.isfile(place + ".py") or os.path.isfile(os.path.join(place, "__init__.py")) for place in places
        )
    return known[package]
