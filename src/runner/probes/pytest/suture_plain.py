"""The only thing of ours in a run that must be the project's own: editable installs point at the tree under test."""

import os

import pytest
import suture_remap

suture_remap.remap()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    # a part of the tests cannot reach the share of lines that is asked of all of them
    if os.environ.get("SUTURE_PART") and early_config.pluginmanager.hasplugin("pytest_cov"):
        args.append("--no-cov")
        early_config.known_args_namespace.no_cov = True
