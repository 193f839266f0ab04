#!/usr/bin/env bash
# pytest 9.2.0 with pytest-rerunfailures 16.7, pytest-retry 1.7.0 and flaky 3.8.1: all three own the marker `flaky`, each with keywords of its own
# (`reruns`, `retries`, `max_runs`), and none looks whether the marker is meant for it. Three tests that pass at the third try, one a plugin:
#
#   all three installed     `flaky(reruns=2)` and `flaky(retries=2)` are errors: flaky passes every keyword on to a function that does not know it
#   without flaky           rerunfailures and pytest-retry both try a failing test again: 3 passed, 3 retried, 2 rerun
#   rerunfailures alone     `flaky(retries=2)` and `flaky(max_runs=3)` mean one more try, its default, not three tries in all: 2 failed
#
# How often a test with this marker is tried depends on what else is installed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pytest==9.2.0 pytest-rerunfailures==16.7 pytest-retry==1.7.0 flaky==3.8.1

cat > test_tries.py <<'TEST'
import pytest

tries = {"max_runs": 0, "reruns": 0, "retries": 0}


def third(key):
    tries[key] += 1
    assert tries[key] == 3


@pytest.mark.flaky(max_runs=3)
def test_of_flaky():
    third("max_runs")


@pytest.mark.flaky(reruns=2)
def test_of_rerunfailures():
    third("reruns")


@pytest.mark.flaky(retries=2)
def test_of_retry():
    third("retries")
TEST
run() { venv/bin/python -m pytest -q -p no:cacheprovider "$@" > printed 2>&1 || true; tail -1 printed | sed 's/ in .*//'; }

seen="$(run) | $(run -p no:flaky) | $(run -p no:flaky -p no:pytest-retry)"
echo "all | without flaky | rerunfailures alone: $seen"
[ "$seen" = '1 passed, 2 errors, 1 retried | 3 passed, 3 retried, 2 rerun | 2 failed, 1 passed, 4 rerun' ]
run > /dev/null
grep -q "got an unexpected keyword argument 'reruns'" printed
echo 'as described'
