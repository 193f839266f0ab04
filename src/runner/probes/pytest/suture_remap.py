"""Editable installs point at the user's checkout: make them point at the tree under test, here and in child processes."""

import os
import sys

from suture_places import ROOT, moved

FINDER_WORDS = ("__editable__", "editable", "_finder")


def remap():
    sources = []
    for index, entry in enumerate(sys.path):
        target = moved(entry)
        if target != entry:
            sys.path[index] = target
            sources.append(target)
    for finder in list(sys.meta_path):
        for space in spaces_of(finder):
            sources += remap_container(space, 4)
    # a child starts without us: what comes from PYTHONPATH is found before what the environment's .pth files add
    old = [moved(entry) for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    path = old + [entry for entry in dict.fromkeys(sources) if entry not in old]
    if path:
        os.environ["PYTHONPATH"] = os.pathsep.join(path)
    sys.path_importer_cache.clear()


def spaces_of(finder):
    """The places where editable finders of setuptools, editables, scikit-build and meson keep their paths."""
    cls = finder if isinstance(finder, type) else type(finder)
    module = sys.modules.get(cls.__module__)
    name = cls.__module__ or ""
    if module is None or name in ("builtins", "_frozen_importlib", "_frozen_importlib_external", "importlib._bootstrap_external"):
        return []
    if not any(word in name or word in cls.__name__.lower() for word in FINDER_WORDS + ("redirect",)):
        return []
    return [vars(module), dict(vars(cls)), getattr(finder, "__dict__", {})]


def remap_container(container, depth):
    """Moves every path below a dict or list, in place, and returns the folders from which the moved packages can be imported."""
    found = []
    pairs = list(container.items()) if isinstance(container, dict) else list(enumerate(container))
    for key, value in pairs:
        if isinstance(key, str) and key.startswith("__") and not key.startswith("__editable"):
            continue
        if isinstance(value, str) and os.path.isabs(value):
            target = moved(value)
            if target != value:
                container[key] = target
                found.append(os.path.dirname(target) if target != ROOT else ROOT)
        elif isinstance(value, (dict, list)) and depth > 0:
            found += remap_container(value, depth - 1)
    return found
