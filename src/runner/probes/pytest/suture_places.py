"""Where files lie: the tree under test (ROOT), the user's own checkout (ORIGIN), or outside of both."""

import os
import sys

ROOT = os.path.realpath(os.environ["SUTURE_ROOT"])
ORIGIN = os.path.realpath(os.environ["SUTURE_ORIGIN"])
INSTALLED = ("site-packages", "dist-packages", "node_modules")


def is_below(path, folder):
    return path == folder or path.startswith(folder + os.sep)


def is_installed(path):
    """Whether a file belongs to an environment, not to the sources, even if the environment is in the checkout."""
    return any(name in path.split(os.sep) for name in INSTALLED) or any(
        is_below(path, prefix) and prefix != ROOT and prefix != ORIGIN and (is_below(prefix, ROOT) or is_below(prefix, ORIGIN))
        for prefix in {os.path.realpath(sys.prefix), os.path.realpath(sys.exec_prefix), sys.prefix}
    )


def relative(path):
    """A file of the tree as a path from its root with slashes; None for any other file."""
    if not path or path.startswith("<"):
        return None
    path = os.path.abspath(path)
    for candidate in (path, os.path.realpath(path)):
        for folder in (ROOT, ORIGIN):
            if is_below(candidate, folder) and not is_installed(candidate):
                return os.path.relpath(candidate, folder).replace(os.sep, "/")
    return None


def moved(path):
    """A path of the user's checkout as the same path in the tree under test; any other path as it is."""
    if ORIGIN == ROOT or not path:
        return path
    full = os.path.realpath(path)
    if is_below(full, ORIGIN) and not is_below(full, ROOT) and not is_installed(full):
        return os.path.join(ROOT, os.path.relpath(full, ORIGIN)) if full != ORIGIN else ROOT
    return path
