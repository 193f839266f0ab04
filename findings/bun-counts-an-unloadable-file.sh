#!/usr/bin/env bash
# bun 1.4.5: a test file that cannot be loaded is one "fail" AND one "error" in the totals of `bun test`, and one test of "Ran N tests",
# but has no <testcase> in the JUnit report, whose totals know nothing of it. One passing test and one such file:
#
#   1 pass / 1 fail / 1 error / Ran 2 tests across 2 files.      the exit code is 1
#   <testsuites name="bun test" tests="1" ... failures="0" ...>   one <testcase>, and no failure anywhere
#
# Adding fails and errors up counts the file twice; reading only the report sees a green run.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error bun@1.4.5 > /dev/null 2>&1
node_modules/.bin/bun --version > /dev/null 2>&1 || node node_modules/bun/install.js > /dev/null 2>&1

cat > sums.test.ts <<'TEST'
import { expect, test } from 'bun:test'
test('adds', () => expect(1 + 1).toBe(2))
TEST
cat > shelf.test.ts <<'TEST'
import './shelf-that-was-moved'
TEST

code=0
node_modules/.bin/bun test --reporter=junit --reporter-outfile=report.xml > printed 2>&1 || code=$?
grep -E '^ [0-9]+ (pass|fail|error)|^Ran ' printed
grep -o '<testsuites [^>]*>' report.xml
[ "$code" = 1 ]
grep -qE '^ 1 pass$' printed
grep -qE '^ 1 fail$' printed
grep -qE '^ 1 error$' printed
grep -qE '^Ran 2 tests across 2 files\.' printed
[ "$(grep -c '<testcase' report.xml)" = 1 ]
grep -qE '<testsuites [^>]*tests="1"[^>]*failures="0"' report.xml
if grep -q '<failure\|<error\|shelf' report.xml; then exit 1; fi
echo 'as described'
