"""Where pytest chooses its tests by itself: files of the tree alone, none of another project, and those that the settings add."""

import os

import pytest
import suture_probe
from suture_places import ROOT, is_below

CANDIDATES = set(suture_probe.REQUEST["files"]) if suture_probe.REQUEST.get("collect") else None
ELSEWHERE = set(suture_probe.REQUEST.get("elsewhere") or [])
ADDED = [path for path in suture_probe.REQUEST.get("added") or [] if path.endswith(".py") and os.path.basename(path) != "conftest.py"]


def pytest_configure(config):
    """Files that the repository's settings call tests are collected besides: as if they stood on the command line where nothing leads there."""
    known = [os.path.realpath(os.path.join(str(config.invocation_params.dir), argument.partition("::")[0])) for argument in config.args]
    files = [os.path.join(ROOT, path) for path in ADDED]
    config.args.extend(file for file in files if not any(is_below(file, folder) for folder in known))


def pytest_collect_file(file_path, parent):
    """The same in a folder that is collected anyway."""
    if not ADDED or suture_probe.file_of(file_path) not in ADDED or parent.session.isinitpath(file_path):
        return None
    patterns = parent.config.getini("python_files")
    return None if any(file_path.match(pattern) for pattern in patterns) else pytest.Module.from_parent(parent, path=file_path)


def pytest_ignore_collect(collection_path, config):
    """Without paths pytest looks everywhere: at what is no file of the tree, too, and at projects that run their own tests."""
    if CANDIDATES is None:
        return None
    path = suture_probe.file_of(collection_path)
    if os.path.isdir(str(collection_path)):
        return True if path in ELSEWHERE else None
    return None if path in CANDIDATES else True
