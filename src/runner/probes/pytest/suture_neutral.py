"""Takes away what the project's own options would do to the evidence: stopping early, workers, coverage files, reruns, other orders."""

import pytest
import suture_remap

suture_remap.remap()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    def has(name):
        return early_config.pluginmanager.hasplugin(name)

    args.append("--maxfail=0")
    if has("xdist"):
        args.extend(["-n0", "--dist=no"])
    if has("pytest_cov"):
        args.append("--no-cov")
        early_config.known_args_namespace.no_cov = True
    if has("randomly") or has("pytest_randomly"):
        args.append("--randomly-dont-reorganize")
    if has("rerunfailures") or has("pytest_rerunfailures"):
        args.append("--reruns=0")
    if has("random_order"):
        args.append("--random-order-bucket=none")
