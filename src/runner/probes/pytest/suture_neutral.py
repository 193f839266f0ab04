"""Takes away what the project's own options would do to the evidence: stopping early, workers, coverage files, written snapshots, other orders."""

import pytest
import suture_remap
from suture_updates import take_away

suture_remap.remap()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    def has(name):
        return early_config.pluginmanager.hasplugin(name)

    withhold(take_away(args))
    args.append("--maxfail=0")
    if has("inline_snapshot"):
        # also what pyproject.toml or a variable says
        args.append("--inline-snapshot=disable")
    if has("xdist"):
        args.extend(["-n0", "--dist=no"])
    if has("pytest_cov"):
        args.append("--no-cov")
        early_config.known_args_namespace.no_cov = True
    if has("randomly") or has("pytest_randomly"):
        args.append("--randomly-dont-reorganize")
    if has("random_order"):
        args.append("--random-order-bucket=none")


def withhold(options):
    from suture_probe import write  # loaded after this one

    for option in options:
        write("withheld", what="snapshot_updates", by=option[:200])
